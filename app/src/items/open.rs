//! What of the items is open: how many there are, and what they lead to.

use super::{Group, Item};

/// How many things are open: to do, not as asked, or not to be told yet. Each is counted once, in the group under which it is shown, so
/// that the groups add up to it on every screen.
#[must_use]
pub fn open_count(items: &[Item]) -> usize {
    items.iter().filter(|item| is_open(item)).count()
}

/// How many of the open things are not as the procedure or the law asks, and nothing is left to record about them.
#[must_use]
pub fn breached_count(items: &[Item]) -> usize {
    items.iter().filter(|item| item.group == Group::Breached).count()
}

/// The open things by the question that they lead to, and whether they are not as asked. Several at one question are one line with their number, so
/// that the lines add up to what is counted.
#[must_use]
pub fn open_things(items: &[Item]) -> Vec<(String, bool, usize)> {
    let mut things: Vec<(String, bool, usize)> = Vec::new();
    for item in items.iter().filter(|item| is_open(item)) {
        let breached = item.group == Group::Breached;
        match things
            .iter_mut()
            .find(|(question, was, _)| *question == item.question && *was == breached)
        {
            Some((.., count)) => *count += 1,
            None => things.push((item.question.clone(), breached, 1)),
        }
    }
    things
}

fn is_open(item: &Item) -> bool {
    item.group <= Group::CannotTell
}

/// Is it something that an answer would settle?
fn is_left(item: &Item) -> bool {
    matches!(item.group, Group::ToDo | Group::CannotTell)
}

/// Does something of level must or should wait for the answer to a question?
#[must_use]
pub fn waited_for(items: &[Item], question: &str) -> bool {
    items.iter().any(|item| is_left(item) && item.question == question)
}
