//! Many records at once: order, broken lines, bounded memory, the summary, and pipes that nobody reads.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use crate::run::{complained, said, wayhome};
use serde_json::Value as Json;
use tempfile::TempDir;

const TODAY: &str = "--today=2026-03-02";

/// A small record with an id of its own. Every third says that the child was not seen alone.
fn record(number: usize) -> String {
    let alone = !number.is_multiple_of(3);
    format!(
        r#"{{"procedure":"newcastle","form":"visit","id":"r{number}","answers":{{"visit_date":"2026-02-27","seen_alone":{alone}}}}}"#
    )
}

fn records(count: usize) -> String {
    (0..count).fold(String::new(), |mut all, number| {
        all.push_str(&record(number));
        all.push('\n');
        all
    })
}

fn ids(reports: &str) -> Vec<String> {
    let id = |line: &str| {
        serde_json::from_str::<Json>(line).unwrap()["record"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    reports.lines().map(id).collect()
}

/// `wayhome check --format json` on a pipe that stays open.
fn piped() -> Child {
    Command::new(env!("CARGO_BIN_EXE_wayhome"))
        .args(["check", "--format=json", TODAY, "--no-summary"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn reports_come_in_the_order_of_their_records_however_many_workers_there_are() {
    let output = wayhome(&["check", "--format=json", TODAY], &records(1_000));
    let expected: Vec<_> = (0..1_000).map(|number| format!("r{number}")).collect();
    assert_eq!(ids(&said(&output)), expected);
}

#[test]
fn a_record_is_answered_before_the_next_one_is_written() {
    let mut child = piped();
    let mut to = child.stdin.take().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    for number in 0..5 {
        writeln!(to, "{}", record(number)).unwrap();
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        assert_eq!(ids(&line), [format!("r{number}")]);
    }
    drop(to);
    assert!(child.wait().unwrap().code().is_some());
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_number_of_records() {
    /// The most memory that the process has had, in kilobytes.
    fn most(child: &Child) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    let mut child = piped();
    let mut to = child.stdin.take().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    let mut length = 0;
    let mut run = |count: usize| {
        let input = records(count);
        std::thread::scope(|scope| {
            scope.spawn(|| to.write_all(input.as_bytes()).unwrap());
            let mut line = Vec::new();
            for _ in 0..count {
                line.clear();
                length += from.read_until(b'\n', &mut line).unwrap();
            }
        });
        most(&child)
    };
    let early = run(1_000);
    let late = run(6_000);
    let written = u64::try_from(length).unwrap() / 1_024;
    drop(to);
    child.wait().unwrap();
    assert!(
        written > 50_000,
        "the reports are too small to show anything: {written} KB"
    );
    assert!(
        late < early + 15_000,
        "{early} KB after 1,000 records, {late} KB after 7,000"
    );
}

#[test]
fn a_broken_line_costs_no_other_wherever_it_stands() {
    for broken in [0, 1, 150, 299] {
        let mut lines: Vec<_> = (0..300).map(record).collect();
        lines[broken].truncate(30);
        let output = wayhome(&["check", "--format=json", TODAY], &(lines.join("\n") + "\n"));
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(ids(&said(&output)).len(), 299, "line {} is broken", broken + 1);
        let complaint = format!("standard input, line {}: ", broken + 1);
        assert!(complained(&output).contains(&complaint), "{}", complained(&output));
        assert!(complained(&output).contains("at column 30"), "{}", complained(&output));
    }
}

#[test]
fn a_line_that_is_too_long_or_no_text_costs_no_other() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("records.ndjson");
    let long = format!("{{\"procedure\":\"{}\"}}", "x".repeat(6 * 1024 * 1024));
    let bytes = [
        record(0).as_bytes(),
        long.as_bytes(),
        b"\xff\xfe\x00",
        record(1).as_bytes(),
    ]
    .join(&b'\n');
    std::fs::write(&path, bytes).unwrap();
    let output = wayhome(&["check", "--format=json", TODAY, path.to_str().unwrap()], "");
    assert_eq!(ids(&said(&output)), ["r0", "r1"]);
    let complaints = complained(&output);
    assert!(
        complaints.contains("line 2: The line is longer than 5 MB"),
        "{complaints}"
    );
    assert!(complaints.contains("line 3: "), "{complaints}");
}

#[test]
fn a_folder_is_read_with_the_folders_within_by_name_and_hidden_files_are_left_aside() {
    let folder = TempDir::new().unwrap();
    let put = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("b/deep/two.json", &record(2));
    put("a.json", &record(0));
    put("b/one.ndjson", &format!("{}\n", record(3)));
    put("b/a.jsonl", &format!("{}\n", record(1)));
    put("notes.txt", "no record");
    put(".hidden.json", "no record");
    put(".git/x.json", "no record");
    let output = wayhome(&["check", "--format=json", TODAY, folder.path().to_str().unwrap()], "");
    assert_eq!(ids(&said(&output)), ["r0", "r1", "r2", "r3"], "{}", complained(&output));
    let empty = TempDir::new().unwrap();
    let output = wayhome(&["check", TODAY, empty.path().to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        complained(&output).contains("holds no .json"),
        "{}",
        complained(&output)
    );
}

#[test]
fn the_summary_counts_by_rule_and_state_and_never_mixes_with_what_programs_read() {
    let input = records(300) + "broken\n";
    let text = wayhome(&["check", TODAY], &input);
    let said_of = said(&text);
    let summary = said_of.split("\nSUMMARY\n").nth(1).unwrap();
    assert!(
        summary.starts_with("300 records checked as on 2 March 2026.\n1 record could not be used.\n"),
        "{summary}"
    );
    let cells = |id: &str| -> Vec<String> {
        let line = summary
            .lines()
            .find(|line| line.starts_with(&format!("newcastle, {id} ")))
            .unwrap();
        line.split_whitespace().skip(2).map(str::to_owned).collect()
    };
    // Not as asked: cannot be told from these answers, because a reason may follow; so to do. Met where the child was seen alone.
    assert_eq!(
        cells("NEW-35")
            .iter()
            .filter_map(|cell| cell.parse::<u32>().ok())
            .sum::<u32>(),
        300
    );
    assert_eq!(cells("NEW-35")[4], "200");

    let json = wayhome(&["check", "--format=json", TODAY], &input);
    assert_eq!(said(&json).lines().count(), 300);
    assert!(
        complained(&json).contains("SUMMARY\n300 records"),
        "{}",
        complained(&json)
    );
    assert!(!said(&json).contains("SUMMARY"));
    let none = wayhome(&["check", "--format=json", "--no-summary", TODAY], &input);
    assert!(!complained(&none).contains("SUMMARY"));
    let one = wayhome(&["check", TODAY], &record(1));
    assert!(!said(&one).contains("SUMMARY"), "one record needs no summary");
}

#[test]
fn a_summary_in_a_file_is_json_by_its_name_and_agrees_with_the_reports() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("summary.json");
    let input = records(200) + "broken\n";
    let output = wayhome(
        &["check", "--format=json", TODAY, "--summary", path.to_str().unwrap()],
        &input,
    );
    assert!(!complained(&output).contains("SUMMARY"), "{}", complained(&output));
    let summary: Json = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!((&summary["records"], &summary["unusable"]), (&201.into(), &1.into()));
    let reports: Vec<Json> = said(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let rules = summary["rules"].as_array().unwrap();
    let mut counted = 0;
    for rule in rules {
        for state in ["met", "explained", "breached", "to_do", "cannot_tell", "not_applicable"] {
            let findings = reports.iter().flat_map(|report| report["findings"].as_array().unwrap());
            let found = findings.filter(|finding| {
                finding["rule"] == rule["rule"] && finding["source"] == rule["source"] && finding["state"] == state
            });
            let found = found.count();
            assert_eq!(rule[state], found, "{rule}");
            counted += found;
        }
    }
    let all: usize = reports
        .iter()
        .map(|report| report["findings"].as_array().unwrap().len())
        .sum();
    assert_eq!(counted, all);
    let complete = reports
        .iter()
        .filter(|report| report["outcome"] == "incomplete")
        .count();
    assert_eq!(summary["forms"][0]["incomplete"], complete);
}

#[test]
fn no_progress_is_shown_where_standard_error_is_no_terminal() {
    let output = wayhome(&["check", "--format=json", "--no-summary", TODAY], &records(2_000));
    assert_eq!(complained(&output), "");
}

/// The exit code where nobody reads the reports of so much input.
fn unread(input: &str) -> Option<i32> {
    let mut child = piped();
    let mut to = child.stdin.take().unwrap();
    drop(child.stdout.take());
    // The pipe breaks for us too, once the other side has gone.
    let _ = to.write_all(input.as_bytes());
    drop(to);
    child.wait().unwrap().code()
}

#[test]
fn it_stops_quietly_where_nobody_reads_the_reports_and_what_was_found_is_still_found() {
    assert_eq!(unread(&records(3_000)), Some(1));
    let complete = std::fs::read_to_string(crate::run::root().join("samples/visit-complete.json")).unwrap();
    let complete: Json = serde_json::from_str(&complete).unwrap();
    assert_eq!(unread(&format!("{complete}\n")), Some(0));
    assert_eq!(unread(&format!("not a record\n{complete}\n")), Some(2));
}

/// Other commands write all that they have to say at once, and stop no sooner where nobody reads it.
#[test]
fn a_closed_pipe_makes_no_success_of_what_lint_and_diff_find() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wrong.toml");
    std::fs::write(&file, "wayhome = 1\n").unwrap();
    for arguments in [
        ["lint", file.to_str().unwrap(), "--format=json"],
        ["diff", "nutshell", "tees"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wayhome"))
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(1), "{arguments:?}");
    }
}
