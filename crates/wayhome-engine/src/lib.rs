//! What a compiled procedure means: answers, dates, three-valued truth, rules, approvals, deadlines, sessions, reports.
//!
//! The engine knows no world: no clock, file, network, locale or browser. The day of a check is an argument, the procedure is data, and the
//! same bytes give the same report everywhere.
//!
//! - [`Procedure`] is a compiled procedure, [`Plan`] one of its forms laid over the law beneath it.
//! - [`Record`] is what was answered; [`check`] makes a [`Report`] of it, [`Session`] does so answer by answer.

mod answer;
mod approvals;
mod calendar;
mod constant;
mod counted;
pub mod day;
mod deadlines;
mod evaluate;
mod evaluation;
mod exact;
mod explain;
mod expression;
mod in_time;
mod json;
mod library;
mod outline;
mod period;
mod plan;
mod present;
mod procedure;
mod record;
mod refusal;
mod report;
mod rows;
mod rules;
mod scenario;
mod session;
mod set;
mod truth;
mod utf8;
mod value;
pub mod words;

pub use answer::is_blank;
pub use calendar::Calendar;
pub use evaluation::{Evaluated, Lack, Needed, evaluate};
pub use expression::{Comparison, Expression, FactIndex, Function, QuestionIndex, Test};
pub use library::{Library, LibraryError};
pub use outline::{About, AnswerKind, FormName, Outline, OutlineQuestion, OutlineSection};
pub use period::{Moment, Unit, Within, add_months, due};
pub use plan::{Plan, PlanError, PlanSection};
pub use present::RECORD_SOURCE;
pub use procedure::*;
pub use record::{LARGEST_RECORD, MOST_ANSWERS, Record, RecordError};
pub use report::*;
pub use scenario::*;
pub use session::{Change, Checked, Field, QuestionPlace, Rooms, Session, Unusable, check};
pub use truth::Truth;
pub use utf8::NotUtf8;
