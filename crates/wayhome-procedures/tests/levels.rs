//! How strongly each duty is asked, and who is more senior than whom: both compared with what was reviewed.

use std::collections::BTreeMap;

use wayhome_engine::Procedure;

/// The reviewed level of each id, by procedure.
fn reviewed() -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let mut all: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    let mut procedure = "";
    for line in include_str!("levels.toml").lines().map(str::trim) {
        if let Some(id) = line.strip_prefix('[') {
            procedure = id.trim_end_matches(']');
        } else if let Some((id, level)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            let before = all.entry(procedure).or_default().insert(id, level.trim_matches('"'));
            assert_eq!(before, None, "{id} stands there twice");
        }
    }
    all
}

/// The level of every rule, approval row and deadline.
fn levels(procedure: &Procedure) -> BTreeMap<String, String> {
    let rows = procedure.approvals.iter().flat_map(|table| &table.rows);
    let rules = procedure.rules.iter().chain(rows.map(|row| &row.check));
    let rules = rules.map(|rule| (&rule.id, rule.level));
    let deadlines = procedure.deadlines.iter();
    let all = rules.chain(deadlines.map(|deadline| (&deadline.id, deadline.level)));
    all.map(|(id, level)| (id.clone(), level.word().to_owned())).collect()
}

#[test]
fn every_level_is_as_reviewed() {
    let reviewed = reviewed();
    let mut wrong = Vec::new();
    for (id, _) in wayhome_procedures::compiled() {
        let mut found = levels(&wayhome_procedures::procedure(id).unwrap());
        let reviewed = reviewed.get(id);
        for (rule, level) in reviewed.unwrap_or_else(|| panic!("levels.toml says nothing of [{id}]")) {
            let found = found.remove(*rule);
            if found.as_deref() != Some(*level) {
                wrong.push(format!("{rule}: reviewed as {level}, and is {found:?}"));
            }
        }
        wrong.extend(found.into_keys().map(|rule| format!("{rule}: not reviewed")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// From the most junior up; the posts with an asterisk are those that are nominated officers.
const LADDERS: [(&str, &str); 4] = [
    (
        "england",
        "social_worker team_manager service_manager head_of_service* deputy_director* assistant_director* service_director* director_of_childrens_services",
    ),
    (
        "tees",
        "social_worker team_manager service_manager head_of_service* assistant_director* director_of_childrens_services",
    ),
    (
        "newcastle",
        "social_worker team_manager service_manager head_of_service* deputy_director* director_of_childrens_services",
    ),
    (
        "nutshell",
        "social_worker team_manager service_manager head_of_service* deputy_director* assistant_director* service_director* director_of_childrens_services",
    ),
];

#[test]
fn every_ladder_is_as_reviewed() {
    for (id, _) in wayhome_procedures::compiled() {
        // The other two documents name nobody.
        let reviewed = LADDERS
            .iter()
            .find(|(of, _)| of == id)
            .map_or("", |(_, ladder)| *ladder);
        let seniority = wayhome_procedures::procedure(id).unwrap().seniority.clone();
        let nominated = seniority.designations.iter().find(|one| one.id == "nominated_officer");
        let star = |post: &String| match nominated {
            Some(nominated) if nominated.held_by.contains(post) => "*",
            _ => "",
        };
        let ladder: Vec<String> = seniority
            .ladder
            .iter()
            .map(|post| format!("{post}{}", star(post)))
            .collect();
        assert_eq!(ladder.join(" "), reviewed, "{id}");
    }
}
