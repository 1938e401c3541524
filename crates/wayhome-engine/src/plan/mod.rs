//! A plan: one form of a local procedure laid over the law beneath it, ready to check records.
//!
//! Both bring questions of their own numbering; a plan gives each question one *slot*, and knows for every slot what has to be
//! looked at again when its answer changes.

mod bounds;
mod connect;
mod error;
mod extent;
mod hang;
mod lay;
mod names;
mod texts;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::expression::{Expression, QuestionIndex};
use crate::procedure::{ApprovalTable, Ask, Basis, Deadline, FORMAT, OptionList, Procedure, Question, Rule};

use crate::report::Caution;

pub use error::PlanError;
pub(crate) use names::Known;
pub(crate) use texts::ReadTexts;

/// The place of a question in a plan.
pub(crate) type Slot = u16;
/// The place of a source in a plan: 0 is the local procedure, 1 the law beneath it.
pub(crate) type Layer = u8;

/// One form of a local procedure, with the law beneath it.
#[derive(Debug)]
pub struct Plan {
    pub(crate) form: String,
    title: String,
    local: Arc<Procedure>,
    pub(crate) layers: Vec<LayerPlan>,
    pub(crate) slots: Vec<SlotPlan>,
    names: names::Names,
    sections: Vec<PlanSection>,
    pub(crate) rules: Vec<(Layer, usize)>,
    pub(crate) deadlines: Vec<(Layer, usize)>,
    pub(crate) tables: Vec<(Layer, usize)>,
    /// For each deadline, the places of those of the law that it stands beside.
    floors: Vec<Vec<usize>>,
    /// For each table, the place of its first row among all checks.
    first_checks: Vec<usize>,
    /// Slots that are asked only under a condition, each after those that its condition reads.
    pub(crate) conditional: Vec<Slot>,
    /// For each slot, what reads it, directly or through facts and conditions of being asked.
    pub(crate) readers: Vec<Readers>,
    /// For each slot, the texts of which something reads what they say.
    read_texts: Vec<ReadTexts>,
}

/// One source of a plan.
#[derive(Debug)]
pub(crate) struct LayerPlan {
    pub(crate) procedure: Arc<Procedure>,
    /// The slot of each of its questions.
    pub(crate) slots: Vec<Slot>,
    /// The place of its form.
    form: Option<usize>,
    /// How many facts the sources before it have.
    pub(crate) facts_from: usize,
}

/// One question of a plan.
#[derive(Debug)]
pub(crate) struct SlotPlan {
    /// The source whose wording and options are used.
    pub(crate) layer: Layer,
    pub(crate) question: QuestionIndex,
    /// Where it is asked: the source, the section and the place in it.
    pub(crate) asked: Option<(Layer, usize, usize)>,
    /// Does something of level must or should read it?
    pub(crate) counts: bool,
    /// Is it a number of days, weeks or months that a deadline counts? There are no parts of them.
    pub(crate) whole: bool,
}

/// What reads a slot.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    pub(crate) conditional: Vec<Slot>,
    pub(crate) rules: Vec<usize>,
    pub(crate) deadlines: Vec<usize>,
    pub(crate) tables: Vec<usize>,
}

impl Readers {
    /// Does anything read it?
    fn any(&self) -> bool {
        !(self.conditional.is_empty() && self.rules.is_empty() && self.deadlines.is_empty() && self.tables.is_empty())
    }
}

/// One section of the form as people fill it in: the local procedure's sections first, then what only the law asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSection {
    /// Its heading.
    pub title: String,
    /// The id of the procedure that asks.
    pub source: String,
    /// The ids of its questions.
    pub questions: Vec<String>,
}

impl Plan {
    /// Lays a form of a local procedure over the law beneath it.
    ///
    /// # Errors
    ///
    /// [`PlanError`] where the form does not exist, a file comes from a later version or is damaged, or the two do not fit together.
    pub fn new(local: Arc<Procedure>, floor: Option<Arc<Procedure>>, form: &str) -> Result<Self, PlanError> {
        let sources: Vec<_> = std::iter::once(Arc::clone(&local)).chain(floor).collect();
        for source in &sources {
            if source.wayhome > FORMAT {
                return Err(PlanError::Newer {
                    procedure: source.id.clone(),
                    format: source.wayhome,
                });
            }
            bounds::size(source)?;
        }
        if let [local, floor] = &sources[..]
            && floor.basis != Basis::Law
        {
            return Err(PlanError::NotLaw {
                local: local.id.clone(),
                floor: floor.id.clone(),
            });
        }
        let Some(title) = local.form(form).map(|form| form.title.clone()) else {
            return Err(PlanError::UnknownForm {
                procedure: local.id.clone(),
                form: form.to_owned(),
                known: known_forms(&local),
            });
        };
        let mut plan = Self {
            form: form.to_owned(),
            title,
            local,
            layers: Vec::new(),
            slots: Vec::new(),
            names: names::Names::default(),
            sections: Vec::new(),
            rules: Vec::new(),
            deadlines: Vec::new(),
            tables: Vec::new(),
            floors: Vec::new(),
            first_checks: Vec::new(),
            conditional: Vec::new(),
            readers: Vec::new(),
            read_texts: Vec::new(),
        };
        // The steps are never put into this function: a WebAssembly engine compiles again what it runs often, and large functions slowly.
        for source in &sources {
            plan.lay(Arc::clone(source))?;
        }
        for other in sources.iter().flat_map(|source| &source.other_questions) {
            plan.names.add(other, Known::Other);
        }
        plan.connect()?;
        plan.bounded()?;
        plan.told_apart()?;
        plan.number_checks();
        plan.note_read_texts();
        Ok(plan)
    }

    /// Refuses a local id that the law has as well: whoever reads a report by ids would take one for the other.
    fn told_apart(&self) -> Result<(), PlanError> {
        let checks = self.checks().map(|(source, rule)| (source, &rule.id));
        let deadlines = self.deadlines().map(|(source, deadline)| (source, &deadline.id));
        let (here, beneath): (Vec<_>, Vec<_>) = checks
            .chain(deadlines)
            .partition(|(source, _)| source.id == self.local.id);
        let both = here
            .iter()
            .find_map(|(_, id)| beneath.iter().find(|(_, other)| other == id));
        both.map_or(Ok(()), |(floor, id)| {
            Err(PlanError::SameId {
                local: self.local.id.clone(),
                floor: floor.id.clone(),
                id: (*id).clone(),
            })
        })
    }

    fn number_checks(&mut self) {
        let mut next = self.rules.len();
        for at in &self.tables {
            self.first_checks.push(next);
            next += self.table(*at).map_or(0, |table| table.rows.len());
        }
    }

    /// The form's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The id of the form.
    #[must_use]
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The local procedure.
    #[must_use]
    pub fn procedure(&self) -> &Procedure {
        &self.local
    }

    /// The law beneath the local procedure, where there is one.
    #[must_use]
    pub fn law(&self) -> Option<&Procedure> {
        self.source(self.local.floor.as_ref()?)
    }

    /// The procedure with this id, local or beneath.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Procedure> {
        self.layers
            .iter()
            .map(|layer| layer.procedure.as_ref())
            .find(|procedure| procedure.id == id)
    }

    /// What a reader on this day is to be told of the age of the documents: the local procedure's first.
    #[must_use]
    pub fn cautions(&self, today: NaiveDate) -> Vec<Caution> {
        let of = |layer: &LayerPlan| {
            let source = layer.procedure.id.clone();
            let cautions = layer.procedure.age_cautions(today).into_iter();
            cautions
                .map(move |message| Caution {
                    source: source.clone(),
                    message,
                })
                .collect::<Vec<_>>()
        };
        self.layers.iter().flat_map(of).collect()
    }

    /// The sections of the form.
    #[must_use]
    pub fn sections(&self) -> &[PlanSection] {
        &self.sections
    }

    /// A question of this plan, with the lists of options that it chooses from.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<(&Question, &[OptionList])> {
        self.slot_question(self.slot(id)?)
            .map(|(procedure, question)| (question, procedure.option_lists.as_slice()))
    }

    /// The ids of the questions that something of this form reads, and that it does not ask.
    pub(crate) fn not_asked(&self) -> impl Iterator<Item = &str> {
        let slots = self.slots.iter().enumerate().zip(&self.readers);
        slots
            .filter(|((_, at), readers)| at.asked.is_none() && readers.any())
            .filter_map(|((slot, _), _)| Slot::try_from(slot).ok())
            .map(|slot| self.slot_id(slot))
    }

    pub(crate) fn slot(&self, id: &str) -> Option<Slot> {
        match self.names.get(id)? {
            Known::Slot(slot) => Some(slot),
            Known::Other => None,
        }
    }

    /// What is known of the id of a question; `None` of a misspelt one.
    ///
    /// Under the prefix of another procedure that one has questions of its own, of which this one knows nothing: one record serves many.
    pub(crate) fn known(&self, id: &str) -> Option<Known> {
        let is_others = |(prefix, _): (&str, &str)| self.source(prefix).is_none();
        let others = || id.split_once('.').filter(|parts| is_others(*parts));
        self.names.get(id).or_else(|| others().map(|_| Known::Other))
    }

    pub(crate) fn layer(&self, layer: Layer) -> Option<&LayerPlan> {
        self.layers.get(usize::from(layer))
    }

    pub(crate) fn slot_question(&self, slot: Slot) -> Option<(&Procedure, &Question)> {
        let at = self.slots.get(usize::from(slot))?;
        let procedure = self.layer(at.layer)?.procedure.as_ref();
        Some((procedure, procedure.question(at.question)?))
    }

    pub(crate) fn wants_whole(&self, slot: Slot) -> bool {
        self.slots.get(usize::from(slot)).is_some_and(|at| at.whole)
    }

    pub(crate) fn slot_id(&self, slot: Slot) -> &str {
        self.slot_question(slot)
            .map_or("", |(_, question)| question.id.as_str())
    }

    /// When the question of a slot is asked; `None` where it always is.
    pub(crate) fn asked_when(&self, slot: Slot) -> Option<(Layer, &Expression)> {
        let (layer, section, place) = self.slots.get(usize::from(slot))?.asked?;
        self.ask(layer, section, place)?.when.as_ref().map(|when| (layer, when))
    }

    fn ask(&self, layer: Layer, section: usize, place: usize) -> Option<&Ask> {
        let at = self.layer(layer)?;
        at.procedure.forms.get(at.form?)?.sections.get(section)?.ask.get(place)
    }

    pub(crate) fn rule(&self, (layer, place): (Layer, usize)) -> Option<&Rule> {
        self.layer(layer)?.procedure.rules.get(place)
    }

    pub(crate) fn deadline(&self, (layer, place): (Layer, usize)) -> Option<&Deadline> {
        self.layer(layer)?.procedure.deadlines.get(place)
    }

    /// The deadline at this place of the plan.
    pub(crate) fn deadline_at(&self, place: usize) -> Option<(Layer, &Deadline)> {
        let at = *self.deadlines.get(place)?;
        Some((at.0, self.deadline(at)?))
    }

    /// The places of the deadlines of the law that a local one stands beside, as far as this form shows them.
    pub(crate) fn floor_of(&self, local: usize) -> &[usize] {
        self.floors.get(local).map_or(&[], Vec::as_slice)
    }

    /// Each rule, and after them each check of an approval, with its source: what a list of states speaks of.
    pub fn checks(&self) -> impl Iterator<Item = (&Procedure, &Rule)> {
        let rules = self.rules.iter().filter_map(|at| Some((at.0, self.rule(*at)?)));
        let tables = self.tables.iter().filter_map(|at| Some((at.0, self.table(*at)?)));
        let rows = tables.flat_map(|(layer, table)| table.rows.iter().map(move |row| (layer, &row.check)));
        rules
            .chain(rows)
            .filter_map(|(layer, rule)| Some((self.layer(layer)?.procedure.as_ref(), rule)))
    }

    /// Each deadline of the form with its source, in the order of a report.
    pub fn deadlines(&self) -> impl Iterator<Item = (&Procedure, &Deadline)> {
        let deadlines = self.deadlines.iter();
        deadlines.filter_map(|at| Some((self.layer(at.0)?.procedure.as_ref(), self.deadline(*at)?)))
    }

    /// Each approval table of the form with its source, in the order of a report.
    pub fn approvals(&self) -> impl Iterator<Item = (&Procedure, &ApprovalTable)> {
        let tables = self.tables.iter();
        tables.filter_map(|at| Some((self.layer(at.0)?.procedure.as_ref(), self.table(*at)?)))
    }

    /// How many [`checks`](Self::checks) there are.
    #[must_use]
    pub fn check_count(&self) -> usize {
        let last = self.tables.last().and_then(|at| self.table(*at));
        self.first_checks
            .last()
            .zip(last)
            .map_or(self.rules.len(), |(first, table)| first + table.rows.len())
    }

    /// How many [`deadlines`](Self::deadlines) there are.
    #[must_use]
    pub fn deadline_count(&self) -> usize {
        self.deadlines.len()
    }

    /// The place in [`checks`](Self::checks) of a table's first row.
    pub(crate) fn first_check(&self, table: usize) -> usize {
        self.first_checks.get(table).copied().unwrap_or_default()
    }

    /// How many facts all sources have together.
    pub(crate) fn fact_count(&self) -> usize {
        self.layers
            .last()
            .map_or(0, |layer| layer.facts_from + layer.procedure.facts.len())
    }

    pub(crate) fn table(&self, (layer, place): (Layer, usize)) -> Option<&ApprovalTable> {
        self.layer(layer)?.procedure.approvals.get(place)
    }
}

fn known_forms(procedure: &Procedure) -> String {
    procedure
        .forms
        .iter()
        .map(|form| form.id.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}
