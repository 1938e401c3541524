//! What the training screens say.

pub(crate) const TRAINING: &str = "Training";
pub(crate) const NOT_REAL: &str = "Training: an invented family, not a real record";
pub(crate) const LEAVE: &str = "Leave training";
pub(crate) const SCENARIOS: &str = "Choose a scenario";
pub(crate) const WHAT: &str = "Every family here is invented. Nothing is kept on this device and nothing is sent. Training and real records cannot reach each other.";
pub(crate) const OTHER: &str = "Other scenarios";
pub(crate) const STORY: &str = "Story";
pub(crate) const DEMONSTRATE: &str = "Demonstrate";
pub(crate) const TRY: &str = "Try";
pub(crate) const CHANGE: &str = "Change one fact";
pub(crate) const COMPARE: &str = "Compare";
pub(crate) const WAYS: &str = "Ways to learn";
pub(crate) const ASIDE: &str = "Why this settles nothing";
pub(crate) const ASIDES: &str = "What was told and settles nothing";
pub(crate) const DISCUSS: &str = "To talk about";
pub(crate) const JUDGEMENT: &str = "Professional judgement: no check answers this.";
pub(crate) const PRINT: &str = "Print";
pub(crate) const HANDOUT: &str = "With the answers";
pub(crate) const MODEL: &str = "Model record";
pub(crate) const VARIANTS: &str = "The same case with another fact";
pub(crate) const WHICH_ATTEMPT: &str = "Which record do you want to put right?";
pub(crate) const NO_ATTEMPT: &str = "This scenario has no wrong record, so there is nothing to put right.";
pub(crate) const BACK: &str = "Back";
pub(crate) const FORWARD: &str = "Forward";
pub(crate) const AGAIN: &str = "Start again";
pub(crate) const PROJECTOR: &str = "Projector view";
pub(crate) const KEYS: &str = "A clicker works, and so do the arrow keys, Page Up, Page Down and Home.";
pub(crate) const CHANGED: &str = "What changes in the record";
pub(crate) const MOVED: &str = "What that changes in the findings";
pub(crate) const LEFT: &str = "What is left to put right";
pub(crate) const NOTHING_LEFT: &str = "Nothing is left to put right.";
pub(crate) const APPROVES: &str = "Who approves";
pub(crate) const DUE: &str = "What is due";
pub(crate) const NOTHING_DUE: &str = "Nothing is due.";
pub(crate) const WAS: &str = "was";
pub(crate) const NOW: &str = "now";
pub(crate) const LAW: &str = "The law";
pub(crate) const NEXT_STEP: &str = "What happens next?";
pub(crate) const FILL: &str = "Fill in the facts of the story";
pub(crate) const BLIND: &str = "Write the record. Nothing is checked yet, nothing is timed and nothing is kept.";
pub(crate) const TO_RATING: &str = "I have finished";
pub(crate) const RATING: &str = "Your own rating";
pub(crate) const RATE: &str = "How sure are you?";
pub(crate) const SURE: &str = "I would sign it";
pub(crate) const NOT_SURE: &str = "I would ask somebody";
pub(crate) const LOST: &str = "I did not know what to write";
pub(crate) const REVEAL: &str = "Show the model record";
pub(crate) const FOUND: &str = "Found";
pub(crate) const MISSED: &str = "Missed";
pub(crate) const AGAINST: &str = "Not as the story tells it";
pub(crate) const RESTS_ON_AGAINST: &str = "It rests on an answer that the story tells otherwise.";
pub(crate) const SETTLED: &str = "Settled by the facts of the story";
pub(crate) const TURNS_ON: &str = "What the case turns on";
pub(crate) const OTHERS: &str = "Also left open in your record";
pub(crate) const YOURS: &str = "Your record";
pub(crate) const BECAUSE: &str = "Why it is worded so";
pub(crate) const QUOTED: &str = "Somebody's own words";
pub(crate) const OPINION: &str = "The writer's opinion";
pub(crate) const VOICES: &str = "Words in quotation marks are underlined: they are somebody's own. Sentences that call themselves an opinion have a dotted line. An opinion written as a fact has neither.";
pub(crate) const SAVE_EVIDENCE: &str = "Save my evidence as a file";
pub(crate) const SAVE_RECORD: &str = "Save my training record as a file";
pub(crate) const SAVED_EVIDENCE: &str = "Your evidence is saved. The file is in your downloads.";
pub(crate) const SAVED_RECORD: &str = "Your training record is saved. The file is in your downloads.";
pub(crate) const AGE: &str = "Age on the day of the decision";
pub(crate) const DAYS: &str = "Working days looked after";
pub(crate) const NOT_KNOWN: &str = "not known";
pub(crate) const YOUNGER: &str = "One year younger";
pub(crate) const OLDER: &str = "One year older";
pub(crate) const START: &str = "Change a fact and see what changes with it.";
pub(crate) const AS_DECISION: &str = "As if the decision to return home were being made with these facts.";
pub(crate) const NO_DECISION: &str = "This procedure has no form for a decision to return home.";
pub(crate) const BESIDE: &str = "Compare with which procedure?";
pub(crate) const TABLE: &str = "The approval table as a picture";
pub(crate) const AS_TABLE: &str = "The same as a table";
pub(crate) const LEGEND: &str = "What the letters mean";
pub(crate) const HATCHED: &str = "Hatched: the procedure does not say who approves.";
pub(crate) const OUTLINED: &str = "Thick outline: the procedure asks for less than the law.";
pub(crate) const OPEN_CELL: &str = "Choose a cell to see its example child, its row and where that is written.";
pub(crate) const LEGAL_STATUS: &str = "Legal status";
pub(crate) const FOR: &str =
    "Drawn for a planned return to a parent that the local authority decides. Every cell is a record that was checked.";

pub(crate) const CALENDAR_DAYS: &str = "A row counts days of the calendar, not working days. How many working days those are differs with weekends and bank holidays: each cell names both for its child.";

pub(crate) const AGES: &str = "Age";

pub(crate) fn column(ages: &str, days: &str) -> String {
    format!("{AGES}: {ages}; working days: {days}")
}

pub(crate) fn filled(answers: usize) -> String {
    match answers {
        0 => "There is nothing new to fill in. What you wrote yourself stays.".to_owned(),
        1 => "1 answer is filled in.".to_owned(),
        _ => format!("{answers} answers are filled in."),
    }
}

pub(crate) fn in_model(state: &str) -> String {
    format!("In the model record: {state}.")
}

pub(crate) fn rests_on_it(rules: &str) -> String {
    format!("What rests on this answer: {rules}.")
}

// Opening, and procedures of one's own.
pub(crate) const OWN: &str = "Your own";
pub(crate) const OPEN: &str = "Open a file";
pub(crate) const OPEN_HINT: &str = "A scenario (.toml), a training record, or your council’s compiled procedure (.json). Choose it, or drop it here. It is read on this device and sent nowhere.";
pub(crate) const LINK_NOT_OPENED: &str = "What the link carries could not be opened.";
pub(crate) const LINK_DAMAGED: &str =
    "The link is damaged, is too long, or this browser cannot read it. Ask for it as a file.";
pub(crate) const NO_FORMS: &str = "The procedure has no form, so nothing can be recorded under it.";
pub(crate) const NOT_TO_BE_CHECKED: &str = "Whether the procedure is as it was compiled cannot be checked here. Open Wayhome at its secure address (https), or in another browser.";
pub(crate) const CHANGED_SINCE: &str =
    "The procedure is not as it was compiled: it is damaged, or somebody changed it. Compile it again.";
pub(crate) const PROCEDURES: &str = "Procedures that you opened";
pub(crate) const PROCEDURES_WHAT: &str = "They are gone when you leave training. Choose one in a scenario whose form it has, under “Which procedure?”, or beside another in “Compare”.";
pub(crate) const BESIDE_SHIPPED: &str = "Wayhome has a procedure with the same id. That one stays: this one stands beside it, and only where you choose it.";
pub(crate) const COPY_PROCEDURE_LINK: &str = "Copy a link to this procedure";
pub(crate) const PROCEDURE_LINK: &str = "Link to this procedure";
pub(crate) const PROCEDURE_LINK_HINT: &str = "The link holds the whole procedure. It is long: not every mail program carries it. If it does not open, send the file.";
pub(crate) const PROCEDURE_TOO_LONG: &str = "The procedure is too long for a link. Send its file.";
pub(crate) const UNDER: &str = "Which procedure?";
pub(crate) const OPENED_HERE: &str = "Scenarios that you opened";
pub(crate) const NEW: &str = "Write a scenario";
pub(crate) const NEW_WHAT: &str = "For which procedure and form?";
pub(crate) const BEGIN: &str = "Begin";
pub(crate) const GO_ON: &str = "Go on writing";
pub(crate) const CHANGE_THIS: &str = "Make it your own";
pub(crate) const FROM_ATTEMPT: &str = "Make a scenario of my record";
pub(crate) const NOT_RIGHT: &str = "Something in this scenario is not right. Look before you teach with it.";
pub(crate) const SHOW_NOT_RIGHT: &str = "Show what is not right";

pub(crate) const INVENTED: &str = "Is this family invented?";
pub(crate) const INVENTED_WHY: &str = "The file does not say that it is training. Only invented families belong here: a scenario is shown to others and handed on as a file or a link.";
pub(crate) const INVENTED_DO: &str =
    "Changing the names in a real record is not enough. If anybody in it is real, go back.";
pub(crate) const INVENTED_YES: &str = "Yes, everybody in it is invented";

pub(crate) const UNSAVED: &str = "What you wrote is not saved";
pub(crate) const UNSAVED_WHY: &str = "Training keeps nothing. What you have not saved as a file will be gone.";
pub(crate) const UNSAVED_GO_ON: &str = "Go on without saving";

pub(crate) fn no_procedure(id: &str) -> String {
    format!(
        "It follows the procedure “{id}”, which is not here. If it is your council’s own, open its compiled file or its link first."
    )
}

pub(crate) fn written_for(authority: &str) -> String {
    format!("This story was written for {authority}. What it says of rules is about that one.")
}

pub(crate) fn opened_from(authority: &str, link: bool, hash: &str) -> String {
    let from = if link { "a link" } else { "a file" };
    format!("{authority}, from {from} ({hash})")
}

// Writing a scenario.
pub(crate) const PARTS: &str = "Parts of the scenario";
pub(crate) const NAMELESS: &str = "A scenario without a title";
pub(crate) const ABOUT: &str = "About it";
pub(crate) const OTHERS_PART: &str = "Other records";
pub(crate) const REASONS: &str = "Reasons";
pub(crate) const TEST: &str = "Test and save";
pub(crate) const TITLE: &str = "Title";
pub(crate) const SHOWS: &str = "What it teaches";
pub(crate) const SHOWS_HINT: &str = "In a sentence or two.";
pub(crate) const TODAY: &str = "The day on which the records are checked";
pub(crate) const TODAY_HINT: &str = "The scenario is always checked as on this day, whenever it is taught.";
pub(crate) const RECORD_WHAT: &str = "The record as it should be. Say of each answer when it comes out: in a step of the story, or only when the worker writes it.";
pub(crate) const COMES_OUT: &str = "When does it come out?";
pub(crate) const WORKER_WRITES: &str = "The worker writes it";
pub(crate) const STORY_WHAT: &str =
    "What a worker hears and sees, in that order. What comes out in a step is chosen in “Model record”.";
pub(crate) const STEP: &str = "Step";
pub(crate) const ADD_STEP: &str = "Add a step";
pub(crate) const NO_STEPS: &str = "The story has no step yet.";
pub(crate) const STEP_TITLE: &str = "Heading";
pub(crate) const STEP_TELLS: &str = "What happens";
pub(crate) const COMES_OUT_HERE: &str = "Comes out here:";
pub(crate) const NOTHING_COMES_OUT: &str = "Nothing comes out here yet.";
pub(crate) const ASIDE_PART: &str = "Distraction";
pub(crate) const ADD_ASIDE: &str = "Add a distraction";
pub(crate) const NO_ASIDES: &str = "";
pub(crate) const ASIDE_SAYS: &str = "What is told";
pub(crate) const ASIDE_BECAUSE: &str = "Why it settles nothing";
pub(crate) const ATTEMPTS: &str = "Wrong records";
pub(crate) const ATTEMPTS_WHAT: &str = "The model record as it is often written, with something wrong or left out.";
pub(crate) const ATTEMPT: &str = "Wrong record";
pub(crate) const ADD_ATTEMPT: &str = "Add a wrong record";
pub(crate) const NO_ATTEMPTS: &str = "There is no wrong record yet. Without one, there is nothing to demonstrate.";
pub(crate) const ATTEMPT_TELLS: &str = "What the worker did, and why that is easily done";
pub(crate) const VARIANT: &str = "Variant";
pub(crate) const ADD_VARIANT: &str = "Add a variant";
pub(crate) const NO_VARIANTS: &str = "There is no variant yet. A scenario does not need one.";
pub(crate) const VARIANT_TELLS: &str = "What is different";
pub(crate) const CHANGE_ANSWERS: &str = "Change its answers";
pub(crate) const DIFFERENT: &str = "Different from the model record:";
pub(crate) const NOT_DIFFERENT: &str = "It is the same as the model record. Change its answers.";
pub(crate) const RIGHT: &str = "Putting right, step";
pub(crate) const ADD_RIGHT: &str = "Add a step of putting right";
pub(crate) const RIGHT_SAYS: &str = "What to say about it";
pub(crate) const RIGHT_IN: &str = "Put right in step";
pub(crate) const FINDS: &str = "What the check finds";
pub(crate) const FINDS_NOTHING: &str = "The check finds nothing to put right.";
pub(crate) const AS_EXPECTED: &str = "The scenario expects exactly this.";
pub(crate) const NOTHING_EXPECTED: &str = "Nothing is expected so far. Is this what it should teach?";
pub(crate) const NOT_EXPECTED: &str = "The scenario expects something else so far. Is this what it should teach?";
pub(crate) const EXPECT: &str = "Expect exactly this";
pub(crate) const REASONS_WHAT: &str =
    "Why an answer of the model record is worded as it is, and whose words are whose.";
pub(crate) const REASON: &str = "Reason";
pub(crate) const ADD_REASON: &str = "Add a reason";
pub(crate) const NO_REASONS: &str = "There is no reason yet.";
pub(crate) const REASON_QUESTION: &str = "Which answer?";
pub(crate) const REASON_NONE: &str = "Choose an answer";
pub(crate) const CHILD_SAYS: &str = "The child’s own words in it, one saying on each line";
pub(crate) const WORKER_THINKS: &str = "The worker’s opinion in it, one sentence on each line";
pub(crate) const TALK_PART: &str = "Question";
pub(crate) const ADD_TALK: &str = "Add a question";
pub(crate) const NO_TALK: &str = "There is no question yet.";
pub(crate) const ASKS: &str = "The question";
pub(crate) const NOTES: &str = "What a trainer may bring up";
pub(crate) const UP: &str = "Move up";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const HOLDS: &str = "The scenario holds: each record is found to be what you say.";
pub(crate) const PROBLEMS: &str = "What is not right yet";
pub(crate) const SAVE_FILE: &str = "Save as a file";
pub(crate) const SAVE_WHAT: &str = "Nothing is kept here: the file is the only copy.";
pub(crate) const SAVED: &str = "Saved. The file is in your downloads.";
pub(crate) const NOT_SAVED: &str = "The file could not be saved.";
pub(crate) const TEACH: &str = "Teach with it";
pub(crate) const COPY_LINK: &str = "Copy a link";
pub(crate) const LINK: &str = "Link to this scenario";
pub(crate) const LINK_HINT: &str =
    "The link holds the whole scenario. Nothing is stored anywhere else: whoever has the link has the scenario.";
pub(crate) const LINK_COPIED: &str = "Copied.";
pub(crate) const LINK_NOT_COPIED: &str = "The link could not be copied. Select it and copy it yourself.";
pub(crate) const LINK_TOO_LONG: &str = "The scenario is too long for a link. Save it as a file.";
pub(crate) const NO_LINKS: &str = "This browser cannot make links. Hand it on as a file.";
