//! The shipped scenarios are cases that hold, and what is built on them shows what they say.
#![expect(clippy::unwrap_used, reason = "a test stops at the first thing that is not there")]

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use wayhome_engine::{ApprovalState, Outcome, Plan, Record, Scenario, Session, Standing, State, Truth, check};
use wayhome_export::Said;
use wayhome_training::{
    BesideModel, Fact, Rating, Voice, Walk, beside_model, change, evidence, facts, grid, scenario, shipped,
    training_record, voices,
};

fn all() -> Vec<(Scenario, Arc<Plan>)> {
    let ids = shipped().iter().map(|(id, _)| *id);
    ids.map(|id| {
        let scenario = scenario(id).unwrap();
        let plan = wayhome_procedures::plan(&scenario.procedure, &scenario.form).unwrap();
        (scenario, plan)
    })
    .collect()
}

#[test]
fn twelve_or_more_over_all_five_procedures() {
    let all = all();
    let procedures: BTreeSet<_> = all.iter().map(|(scenario, _)| scenario.procedure.as_str()).collect();
    assert!(all.len() >= 12, "{}", all.len());
    let known = wayhome_procedures::local();
    assert_eq!(
        procedures,
        known.iter().map(|procedure| procedure.id.as_str()).collect()
    );
}

#[test]
fn each_record_is_found_to_be_exactly_what_its_scenario_says() {
    let mut records = 0;
    for (scenario, plan) in all() {
        let mut hold = |what: &str, record: Record, expected: wayhome_engine::Expected<'_>| {
            let found = expected.differences(&check(&plan, scenario.today, record));
            assert!(found.is_empty(), "{}, {what}: {found:?}", scenario.id);
            records += 1;
        };
        hold("model", scenario.model_record(), scenario.model.expected());
        for attempt in &scenario.attempts {
            let record = scenario.other_record(&attempt.answers, &attempt.leaves_out);
            hold(&attempt.id, record, attempt.expected());
        }
        for variant in &scenario.variants {
            let record = scenario.other_record(&variant.answers, &variant.leaves_out);
            hold(&variant.id, record, variant.expected());
        }
    }
    assert!(records >= 45, "{records}");
}

#[test]
fn every_model_record_is_complete_under_its_procedure() {
    for (scenario, plan) in all() {
        let report = check(&plan, scenario.today, scenario.model_record());
        assert_eq!(report.outcome, Outcome::Complete, "{}", scenario.id);
    }
}

/// A birthday, or the 20th day, may fall between the decision and the return. The check counts to the decision, so a record that should be right
/// would teach that nobody has to look again.
#[test]
fn no_record_that_is_right_crosses_a_line_between_the_decision_and_its_effect() {
    let mut crossing = Vec::new();
    let mut looked_at = 0;
    for (scenario, plan) in all() {
        let variants = scenario.variants.iter();
        let variants = variants.map(|variant| {
            let record = scenario.other_record(&variant.answers, &variant.leaves_out);
            (variant.id.clone(), record)
        });
        for (id, record) in variants.chain([("model".to_owned(), scenario.model_record())]) {
            let Some(effect) = record.answers.get("decision_effective_date").cloned() else {
                continue;
            };
            let mut later = record.clone();
            later.answers.insert("decision_date".to_owned(), effect);
            let [decided, later] = [record, later].map(|record| check(&plan, scenario.today, record).approvals);
            let mut both = decided.iter().zip(&later);
            if both.any(|(one, other)| one.state != other.state || !one.leaves_the_same_choice_as(other)) {
                crossing.push(format!("{}, {id}", scenario.id));
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 10, "{looked_at}");
    // The one that is about it: it asks what to do, among its questions to talk about.
    assert_eq!(crossing, ["day-before-sixteen, model"]);
    let asks = &scenario("day-before-sixteen").unwrap().discussions[0].asks;
    assert!(asks.contains("put into effect on the 13th, when Alex is 16"), "{asks}");
}

/// In one the child was not there, so nobody can say yet that all is well; nobody goes home in two, so there is nothing to approve; in two nobody
/// decided anything, and the time that passed stays a breach.
#[test]
fn every_variant_is_complete_but_those_with_a_reason() {
    let open = all().into_iter().flat_map(|(scenario, _)| {
        let variants = scenario.variants.into_iter();
        let open = variants.filter_map(|variant| Some((variant.id, variant.outcome?)));
        let told: Vec<_> = open
            .map(|(id, outcome)| (format!("{}, {id}", scenario.id), outcome))
            .collect();
        told
    });
    let expected = [
        ("not-seen-alone, unable", Outcome::Incomplete),
        ("immediate-request, risk", Outcome::Incomplete),
        ("against-the-plan, risk", Outcome::Incomplete),
        ("drift, nobody-decided", Outcome::Breached),
        ("drift, by-email", Outcome::Breached),
    ];
    let expected = expected.map(|(variant, outcome)| (variant.to_owned(), outcome));
    assert_eq!(open.collect::<Vec<_>>(), expected);
}

/// What went wrong stays wrong: whatever else is answered, drift is a breach, and only the answer that there was none takes it away.
#[test]
fn no_answer_makes_the_breach_of_drift_go_away() {
    let scenario = scenario("drift").unwrap();
    let plan = wayhome_procedures::plan("nutshell", "review").unwrap();
    let drift = &scenario.variants[0];
    let record = scenario.other_record(&drift.answers, &drift.leaves_out);
    let breached = |record: Record| {
        let report = check(&plan, scenario.today, record);
        let found = report
            .findings
            .iter()
            .find(|found| found.rule == "NUT-04")
            .unwrap()
            .state;
        found == State::Breached
    };
    assert!(breached(record.clone()));
    for question in scenario.model_record().answers.keys().chain(record.answers.keys()) {
        let mut other = record.clone();
        other.answers.remove(question);
        let stays = breached(other.clone());
        other.answers.extend(
            scenario
                .model_record()
                .answers
                .get_key_value(question)
                .map(|(id, value)| (id.clone(), value.clone())),
        );
        let still = breached(other);
        assert_eq!(
            (stays, still),
            match question.as_str() {
                "delayed_by_drift" => (false, false),
                "legal_status" => (false, true),
                _ => (true, true),
            },
            "{question}"
        );
    }
}

#[test]
fn a_model_record_may_not_name_another_outcome() {
    let text = wayhome_training::text("drift").unwrap();
    let named = text.replace("\"model\":{", "\"model\":{\"outcome\":\"breached\",");
    assert!(Scenario::parse(text.as_bytes()).is_ok());
    assert_ne!(named, text);
    assert!(Scenario::parse(named.as_bytes()).is_err());
}

#[test]
fn every_scenario_tells_a_story_gives_reasons_and_leaves_something_to_judge() {
    for (scenario, _) in all() {
        let id = &scenario.id;
        assert!(scenario.steps.len() >= 2, "{id}");
        assert!(!scenario.attempts.is_empty(), "{id}");
        assert!(!scenario.model.wording.is_empty(), "{id}");
        assert!(!scenario.discussions.is_empty(), "{id}");
        let reason = scenario
            .model
            .wording
            .iter()
            .find(|wording| !wording.child_says.is_empty());
        assert!(reason.is_some(), "{id} quotes no child");
    }
}

#[test]
fn the_words_of_a_model_record_are_told_apart_as_its_reasons_say() {
    for (scenario, _) in all() {
        let answers = scenario.model_record().answers;
        for wording in &scenario.model.wording {
            let text = answers[&wording.question].as_str().unwrap_or_default();
            let parts = voices(text);
            assert_eq!(parts.iter().map(|(_, part)| part.as_str()).collect::<String>(), text);
            let spoken =
                |voice: Voice, words: &str| parts.iter().any(|(who, part)| *who == voice && part.contains(words));
            for words in &wording.child_says {
                assert!(spoken(Voice::Quoted, words), "{}: {words}", scenario.id);
            }
            for words in &wording.worker_thinks {
                assert!(spoken(Voice::Opinion, words), "{}: {words}", scenario.id);
            }
        }
    }
}

#[test]
fn a_walk_goes_from_the_attempt_to_the_model_record_and_back() {
    for (scenario, plan) in all() {
        let model = check(&plan, scenario.today, scenario.model_record());
        for attempt in &scenario.attempts {
            let mut walk = Walk::new(&plan, &scenario, attempt);
            let (first, steps) = (walk.shown().unwrap().clone(), walk.place().1);
            assert_eq!(steps, attempt.rights.len() + 1);
            assert!(first.changed.is_empty() && !first.open.is_empty(), "{}", attempt.id);
            for right in &attempt.rights {
                walk.forward();
                let shown = walk.shown().unwrap();
                assert_eq!(shown.changed.len(), right.answers.len());
                assert!(shown.changed.iter().all(|changed| changed.before != changed.after));
                for rule in &right.puts_right {
                    assert!(shown.moved.iter().any(|moved| moved.now.rule == *rule), "{rule}");
                }
            }
            assert_eq!(walk.shown().unwrap().outcome, model.outcome);
            walk.forward();
            assert_eq!(walk.place(), (steps - 1, steps));
            walk.restart();
            assert_eq!(walk.shown(), Some(&first));
            walk.back();
            assert_eq!(walk.place(), (0, steps));
        }
    }
}

#[test]
fn a_learners_record_is_laid_beside_the_model_without_a_score() {
    let scenario = scenario("not-seen-alone").unwrap();
    let plan = wayhome_procedures::plan("newcastle", "visit").unwrap();
    let attempt = &scenario.attempts[0];
    let own = scenario.other_record(&attempt.answers, &attempt.leaves_out);
    let beside = beside_model(&plan, &scenario, own);
    let stake = |rule: &str| beside.stakes.iter().find(|stake| stake.finding.rule == rule).unwrap();
    assert!(!stake("ENG-29").found);
    assert!(stake("NEW-39a").found);
    let seeing = beside
        .sections
        .iter()
        .find(|section| section.title == "Seeing the child")
        .unwrap();
    let reason = seeing
        .rows
        .iter()
        .find(|row| row.question == "not_alone_reason")
        .unwrap();
    assert_eq!(reason.own, Said::NotProvided);
    assert_eq!(reason.model, Said::Words("The child did not want to".to_owned()));
    let file = evidence(
        &scenario,
        scenario.today,
        &[("The visit".to_owned(), Rating::NotSure)],
        &beside,
    );
    assert_eq!(file["training"], true);
    assert_eq!(file["missed"], json!(["NEW-35", "ENG-29"]));
    assert_eq!(training_record(&scenario, &scenario.model_record())["training"], true);
}

fn rules(file: &Json, of: &str) -> Vec<String> {
    let all = file[of].as_array().unwrap().iter();
    all.map(|rule| rule.as_str().unwrap().to_owned()).collect()
}

/// The evidence of the model record with other answers.
fn evidence_with(id: &str, answers: &Json) -> (BesideModel, Json) {
    let scenario = scenario(id).unwrap();
    let plan = wayhome_procedures::plan(&scenario.procedure, &scenario.form).unwrap();
    let own = scenario.other_record(answers.as_object().unwrap(), &[]);
    let beside = beside_model(&plan, &scenario, own);
    let file = evidence(&scenario, scenario.today, &[], &beside);
    (beside, file)
}

/// Every rule is satisfied by a child who was spoken with alone, and in this story nobody was.
#[test]
fn a_false_yes_is_missed_with_its_rules_and_the_reason() {
    let (beside, file) = evidence_with("not-seen-alone", &json!({ "seen_alone": true }));
    let missed = rules(&file, "missed");
    for rule in ["NEW-35", "ENG-29"] {
        assert!(missed.iter().any(|known| known == rule), "{rule}: {missed:?}");
    }
    assert_eq!(
        file["contradicted"],
        json!([{ "question": "seen_alone", "rules": ["NEW-35", "ENG-29"] }])
    );
    let [against] = beside.contradicted.as_slice() else {
        panic!()
    };
    assert_eq!((&against.own, &against.told), (&Said::YesNo(true), &Said::YesNo(false)));
    assert_eq!(against.step, "Asking to speak alone");
    assert!(against.tells.contains("Robin says no"), "{}", against.tells);
    let mut stakes = beside.stakes.iter();
    let met = stakes.find(|stake| stake.finding.rule == "NEW-35").unwrap();
    assert_eq!((met.finding.state, met.expected), (State::Met, Some(State::Explained)));
}

#[test]
fn a_bedroom_that_was_not_seen_is_found_by_its_reason_and_missed_by_a_yes() {
    let (_, honest) = evidence_with("bedroom-refused", &json!({}));
    assert_eq!(rules(&honest, "found"), ["NEW-36"]);
    assert_eq!((&honest["missed"], &honest["contradicted"]), (&json!([]), &json!([])));
    let (beside, lie) = evidence_with("bedroom-refused", &json!({ "bedroom_seen": true }));
    assert_eq!(
        (&lie["found"], rules(&lie, "missed")),
        (&json!([]), vec!["NEW-36".to_owned()])
    );
    assert_eq!(beside.contradicted[0].step, "The bedroom");
}

/// Whichever fact is turned round, in whichever case: the record is not found right.
#[test]
fn no_yes_or_no_of_a_story_can_be_turned_round_unseen() {
    let mut turned = 0;
    for (scenario, plan) in all() {
        let model = Session::open(Arc::clone(&plan), scenario.today, scenario.model_record());
        for (question, value) in scenario.facts(scenario.steps.len()) {
            let Some(yes) = value
                .as_bool()
                .filter(|_| model.asked(&question).is_some_and(Truth::is_yes))
            else {
                continue;
            };
            let (beside, file) = evidence_with(&scenario.id, &json!({ question.as_str(): !yes }));
            let against = beside.contradicted.iter().find(|against| against.question == question);
            let against = against.unwrap_or_else(|| panic!("{}: {question}", scenario.id));
            let found = rules(&file, "found");
            assert!(
                !found.iter().any(|rule| against.moves(rule)),
                "{}: {question}",
                scenario.id
            );
            turned += 1;
        }
    }
    assert!(turned > 50, "{turned}");
}

/// A text may say the same in other words, and what is blank says nothing.
#[test]
fn other_words_and_blanks_are_not_against_the_story() {
    let (beside, _) = evidence_with(
        "not-seen-alone",
        &json!({ "visited_by": "The learner", "seen_alone": null }),
    );
    assert_eq!(beside.contradicted, []);
    let household = |outcome: &str| {
        let row =
            json!({ "name": "Mother", "check_kind": "dbs", "check_date": "2026-08-03", "check_outcome": outcome });
        evidence_with("weaker-than-the-law", &json!({ "household": [row] }))
            .0
            .contradicted
            .len()
    };
    assert_eq!((household("clear"), household("outstanding")), (0, 1));
}

#[test]
fn what_the_case_turns_on_is_never_empty() {
    for (scenario, plan) in all() {
        let mut told = scenario.model_record();
        told.answers = scenario.facts(scenario.steps.len());
        for own in [scenario.model_record(), told] {
            let beside = beside_model(&plan, &scenario, own);
            assert!(beside.stakes.len() + beside.settled.len() > 0, "{}", scenario.id);
            assert_eq!(beside.contradicted, [], "{}", scenario.id);
        }
    }
}

/// The button fills in the facts; whoever writes nothing more has found nothing.
#[test]
fn the_facts_of_the_story_alone_find_nothing() {
    for (scenario, plan) in all() {
        let mut own = scenario.model_record();
        own.answers = scenario.facts(scenario.steps.len());
        let beside = beside_model(&plan, &scenario, own);
        let file = evidence(&scenario, scenario.today, &[], &beside);
        assert_eq!(file["found"], json!([]), "{}", scenario.id);
        let whole = beside_model(&plan, &scenario, scenario.model_record());
        let nothing_needed = whole
            .stakes
            .iter()
            .any(|stake| stake.finding.state == State::NotApplicable);
        assert!(!nothing_needed, "{}", scenario.id);
    }
}

#[test]
fn the_same_record_as_the_model_misses_nothing() {
    for (scenario, plan) in all() {
        let beside = beside_model(&plan, &scenario, scenario.model_record());
        assert!(beside.stakes.iter().all(|stake| stake.found), "{}", scenario.id);
        assert_eq!(beside.others, []);
    }
}

fn case() -> Session {
    let scenario = scenario("day-before-sixteen").unwrap();
    let plan = wayhome_procedures::plan("tees", "decision").unwrap();
    Session::open(plan, scenario.today, scenario.model_record())
}

#[test]
fn one_fact_changes_and_one_sentence_says_what_that_moved() {
    let mut session = case();
    let sentence = change(&mut session, &Fact::Age(16)).sentence;
    assert_eq!(
        sentence,
        "Sixteen today: the Director of Children's Services must approve."
    );
    assert_eq!(facts(&session).age, Some(16));
    let sentence = change(&mut session, &Fact::Age(15)).sentence;
    assert_eq!(
        sentence,
        "Fifteen today: the Nominated Officer or the Assistant Director must approve. In law, the Nominated Officer must approve."
    );
    let sentence = change(&mut session, &Fact::Days(19)).sentence;
    assert_eq!(
        sentence,
        "19 working days looked after: this procedure does not say who approves. In law, no approval is asked for."
    );
    assert_eq!(facts(&session).working_days, Some(19));
    // Whose form is signed is about 16 and 17 year olds.
    change(&mut session, &Fact::Age(16));
    let told = change(&mut session, &Fact::Option("who_decided", "young_person".to_owned()));
    assert!(
        told.sentence.starts_with("Who decided: The young person: "),
        "{}",
        told.sentence
    );
    assert!(
        told.changes
            .findings
            .iter()
            .any(|finding| finding.rule == "TEE-11" && finding.state == State::ToDo)
    );
    let sentence = change(&mut session, &Fact::Option("who_decided", "young_person".to_owned())).sentence;
    assert_eq!(sentence, "Who decided: The young person: nothing changes.");
}

#[test]
fn who_approves_is_no_news_where_only_the_days_that_it_is_explained_by_differ() {
    let mut session = case();
    change(&mut session, &Fact::Days(20));
    let told = change(&mut session, &Fact::Days(21));
    assert_eq!(told.sentence, "21 working days looked after: nothing changes.");
    assert_eq!((told.changes.approvals.len(), told.changes.findings.len()), (0, 0));
}

/// The nutshell names a role, and whoever is more senior is accepted besides; a council may ask for a least seniority and name nobody.
#[test]
fn someone_more_senior_is_named_where_the_document_names_nobody() {
    for alone in [false, true] {
        let mut procedure = (*wayhome_procedures::procedure("nutshell").unwrap()).clone();
        for row in procedure.approvals.iter_mut().flat_map(|table| &mut table.rows) {
            row.by.retain(|_| !alone);
        }
        let floor = wayhome_procedures::procedure("england");
        let plan = Arc::new(Plan::new(Arc::new(procedure), floor, "decision").unwrap());
        let scenario = scenario("weaker-than-the-law").unwrap();
        let mut session = Session::open(Arc::clone(&plan), scenario.today, scenario.model_record());
        change(&mut session, &Fact::Age(15));
        change(&mut session, &Fact::Days(2));
        let sentence = change(&mut session, &Fact::Days(40)).sentence;
        let who = if alone {
            "Service Manager or someone more senior"
        } else {
            "Service Manager"
        };
        let says = format!("40 working days looked after: the {who} must approve.");
        assert!(sentence.starts_with(&says), "{sentence}");
        let grid = grid(&plan, "2026-06-09".parse().unwrap()).unwrap();
        let mut cells = grid.rows.iter().flat_map(|(_, cells)| cells);
        assert!(cells.any(|cell| cell.short == who));
    }
}

#[test]
fn every_number_of_days_can_be_had() {
    let mut session = case();
    for days in 0..60 {
        change(&mut session, &Fact::Days(days));
        assert_eq!(facts(&session).working_days, Some(days));
    }
}

#[test]
fn the_approval_table_is_a_picture_of_checks() {
    let day = "2026-06-09".parse().unwrap();
    for procedure in wayhome_procedures::local() {
        let plan = wayhome_procedures::plan(&procedure.id, "decision").unwrap();
        let grid = grid(&plan, day).unwrap();
        assert_eq!(grid.rows.len(), 10);
        assert_eq!(grid.calendar_days, procedure.id == "nutshell", "{}", procedure.id);
        assert!(grid.rows.iter().all(|(_, cells)| cells.len() == grid.columns.len()));
        let states = grid.rows.iter().flat_map(|(_, cells)| cells).map(|cell| cell.state);
        assert!(
            states.clone().all(|state| state != ApprovalState::Conflict),
            "{}",
            procedure.id
        );
        assert!(
            states.clone().any(|state| state == ApprovalState::Silent),
            "{}",
            procedure.id
        );
    }
}

#[test]
fn where_the_procedure_asks_for_less_than_the_law_the_picture_shows_it() {
    let plan = wayhome_procedures::plan("nutshell", "decision").unwrap();
    let grid = grid(&plan, "2026-06-09".parse().unwrap()).unwrap();
    let (label, cells) = &grid.rows[0];
    assert_eq!(label, "Section 20 (V2)");
    let sixteen = cells.iter().rfind(|cell| cell.child.contains("Aged 16")).unwrap();
    assert_eq!(sixteen.short, "Assistant Director");
    assert_eq!(
        sixteen.standing.as_ref().map(|(standing, _)| *standing),
        Some(Standing::Weaker)
    );
    assert_eq!(sixteen.rows, ["NUT-10"]);
    assert!(sixteen.cite.is_some());
}

/// Whatever the age and the time looked after, the picture has a cell that says what the check says.
#[test]
fn the_picture_leaves_out_no_age_and_no_number_of_days() {
    let decided = "2026-06-09".parse().unwrap();
    for procedure in wayhome_procedures::local() {
        let plan = wayhome_procedures::plan(&procedure.id, "decision").unwrap();
        let grid = grid(&plan, decided).unwrap();
        let mut session = Session::new(Arc::clone(&plan), decided);
        for (question, value) in [
            ("accommodation_plan_agreed", json!(true)),
            ("decision_date", json!(decided)),
            ("return_kind", json!("planned")),
            ("return_to", json!("parent")),
            ("who_decided", json!("authority")),
        ] {
            session.set(question, value);
        }
        for (label, cells) in &grid.rows {
            let said: BTreeSet<&str> = cells.iter().map(|cell| cell.message.as_str()).collect();
            let (_, lists) = plan.question("legal_status").unwrap();
            let options = lists.iter().flat_map(|list| &list.options);
            let status = options.clone().find(|option| option.label == *label).unwrap();
            session.set("legal_status", json!(status.id));
            for age in 14..=18 {
                change(&mut session, &Fact::Age(age));
                for days in (0..=40).step_by(2).chain([19, 21, 29, 60]) {
                    change(&mut session, &Fact::Days(days));
                    let report = session.report();
                    let approval = report.approvals.iter().find(|found| found.source == procedure.id);
                    let message = &approval.unwrap().message;
                    assert!(
                        said.contains(message.as_str()),
                        "{} {label} {age} {days}: {message}",
                        procedure.id
                    );
                }
            }
        }
    }
}

#[test]
fn the_columns_of_the_picture_are_cut_where_the_conditions_cut() {
    let decided = "2026-06-09".parse().unwrap();
    let columns = |id: &str| {
        let plan = wayhome_procedures::plan(id, "decision").unwrap();
        let columns = grid(&plan, decided).unwrap().columns;
        columns
            .into_iter()
            .map(|column| format!("{}, {}", column.ages, column.days))
            .collect::<Vec<_>>()
    };
    let crossed = |days: &[&str]| {
        let ages = ["up to 15", "16 to 17", "18 and over"].into_iter();
        let all = ages.flat_map(|age| days.iter().map(move |days| format!("{age}, {days}")));
        all.collect::<Vec<_>>()
    };
    assert_eq!(columns("tees"), crossed(&["up to 19", "20 and more"]));
    // That document counts calendar days, and the law beneath it working days.
    assert_eq!(columns("nutshell"), crossed(&["up to 13", "14 to 19", "20 and more"]));
    assert_eq!(columns("northamptonshire"), ["any age, any time"]);
}
