//! How long checking takes natively. `cargo xtask bench` runs this beside the same work in WebAssembly and in JavaScript.
//!
//! The record is `samples/visit-complete.json`: a home visit by Newcastle's procedure, all of it answered.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark stops at the first thing that is not as it expects"
)]

use std::hint::black_box;
use std::sync::Arc;

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::Value as Json;
use wayhome_engine::{Checked, Plan, Record, Session};

const RECORD: &[u8] = include_bytes!("../../../samples/visit-complete.json");

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

fn plan() -> Arc<Plan> {
    let record = Record::parse(RECORD).unwrap();
    wayhome_procedures::plan(&record.procedure, &record.form).unwrap()
}

fn whole_records(criterion: &mut Criterion) {
    let plan = plan();
    let mut group = criterion.benchmark_group("record");
    group.throughput(Throughput::Bytes(RECORD.len() as u64));
    let checked = || Checked::read(RECORD, today(), |_, _| Ok::<_, ()>(Arc::clone(&plan))).unwrap();
    group.bench_function("a tree of serde_json alone", |run| {
        run.iter(|| serde_json::from_slice::<Json>(black_box(RECORD)).unwrap());
    });
    group.bench_function("bytes to states", |run| run.iter(|| black_box(checked()).outcome()));
    group.bench_function("bytes to a report", |run| run.iter(|| black_box(checked()).report()));
    group.bench_function("bytes to a report as JSON", |run| {
        run.iter(|| serde_json::to_vec(&black_box(checked()).report()).unwrap());
    });
    group.finish();
}

fn one_answer(criterion: &mut Criterion) {
    let plan = plan();
    let mut session = Session::open(Arc::clone(&plan), today(), Record::parse(RECORD).unwrap());
    let mut changes = Vec::new();
    let mut group = criterion.benchmark_group("one answer changed");
    for (question, values) in [
        ("seen_alone", [Json::from(true), Json::from(false)]),
        ("visit_date", [Json::from("2026-02-20"), Json::from("2026-02-27")]),
    ] {
        let place = plan.place(question).unwrap();
        let mut turn = values.iter().cycle();
        group.bench_function(question, |run| {
            run.iter(|| {
                session.put(place, turn.next().cloned(), &mut changes);
                changes.len()
            });
        });
        group.bench_function(format!("{question}, in words"), |run| {
            run.iter(|| session.set(question, turn.next().cloned().unwrap()));
        });
    }
    group.finish();
}

fn procedures(criterion: &mut Criterion) {
    let (_, newcastle) = wayhome_procedures::compiled()
        .iter()
        .find(|(id, _)| *id == "newcastle")
        .unwrap();
    criterion.bench_function("a procedure read", |run| {
        run.iter(|| wayhome_engine::Procedure::parse(black_box(newcastle.as_bytes())).unwrap());
    });
}

criterion_group!(benches, whole_records, one_answer, procedures);
criterion_main!(benches);
