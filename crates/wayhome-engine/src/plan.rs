//! A plan: one form of a local procedure laid over the law beneath it, ready to check records.
//!
//! Both bring questions of their own numbering; a plan gives each question one *slot*, and knows for every slot what has to be
//! looked at again when its answer changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::expression::{Expression, QuestionIndex};
use crate::procedure::{ApprovalTable, Ask, Deadline, FORMAT, Level, OptionList, Procedure, Question, Rule};

/// The place of a question in a plan.
pub(crate) type Slot = u16;
/// The place of a source in a plan: 0 is the local procedure, 1 the law beneath it.
pub(crate) type Layer = u8;

/// More facts or questions than any procedure needs: a file beyond these bounds is taken for damaged, so that walking it stays bounded.
const MOST_FACTS: usize = 500;
const MOST_QUESTIONS: usize = 5_000;

/// Why a procedure cannot check a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// The file was compiled by a later version.
    #[error(
        "The procedure `{procedure}` is of format {format}. This version of Wayhome reads format {FORMAT}: update Wayhome to use it."
    )]
    Newer {
        /// The procedure's id.
        procedure: String,
        /// Its format.
        format: u32,
    },
    /// There is no such form.
    #[error("The procedure `{procedure}` has no form `{form}`. It has: {known}.")]
    UnknownForm {
        /// The procedure's id.
        procedure: String,
        /// The form asked for.
        form: String,
        /// The forms that there are.
        known: String,
    },
    /// The two procedures understand a question in two ways.
    #[error(
        "`{local}` and `{floor}` differ about the question `{question}`. Compile both against the same vocabulary."
    )]
    Differ {
        /// The local procedure's id.
        local: String,
        /// The id of the procedure beneath it.
        floor: String,
        /// The question's id.
        question: String,
    },
    /// A compiled file refers to something that it does not hold, or in a circle.
    #[error("The compiled procedure `{0}` is damaged. Compile it again from its source.")]
    Damaged(String),
}

impl PlanError {
    /// A permanent word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "procedure_newer",
            Self::UnknownForm { .. } => "form_unknown",
            Self::Differ { .. } => "procedures_differ",
            Self::Damaged(_) => "procedure_damaged",
        }
    }
}

/// One form of a local procedure, with the law beneath it.
#[derive(Debug)]
pub struct Plan {
    pub(crate) form: String,
    title: String,
    local: Arc<Procedure>,
    pub(crate) layers: Vec<LayerPlan>,
    pub(crate) slots: Vec<SlotPlan>,
    by_id: BTreeMap<String, Slot>,
    sections: Vec<PlanSection>,
    pub(crate) rules: Vec<(Layer, usize)>,
    pub(crate) deadlines: Vec<(Layer, usize)>,
    pub(crate) tables: Vec<(Layer, usize)>,
    /// Slots that are asked only under a condition, each after those that its condition reads.
    pub(crate) conditional: Vec<Slot>,
    /// For each slot, what reads it, directly or through facts and conditions of being asked.
    pub(crate) readers: Vec<Readers>,
}

/// One source of a plan.
#[derive(Debug)]
pub(crate) struct LayerPlan {
    pub(crate) procedure: Arc<Procedure>,
    /// The slot of each of its questions.
    pub(crate) slots: Vec<Slot>,
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
}

/// What reads a slot.
#[derive(Debug, Default)]
pub(crate) struct Readers {
    pub(crate) conditional: Vec<Slot>,
    pub(crate) rules: Vec<usize>,
    pub(crate) deadlines: Vec<usize>,
    pub(crate) tables: Vec<usize>,
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
            if source.facts.len() > MOST_FACTS || source.questions.len() > MOST_QUESTIONS {
                return Err(PlanError::Damaged(source.id.clone()));
            }
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
            by_id: BTreeMap::new(),
            sections: Vec::new(),
            rules: Vec::new(),
            deadlines: Vec::new(),
            tables: Vec::new(),
            conditional: Vec::new(),
            readers: Vec::new(),
        };
        for source in sources {
            plan.lay(source)?;
        }
        plan.connect()?;
        Ok(plan)
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

    /// The procedure with this id, local or beneath.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Procedure> {
        self.layers
            .iter()
            .map(|layer| layer.procedure.as_ref())
            .find(|procedure| procedure.id == id)
    }

    /// The sections of the form.
    #[must_use]
    pub fn sections(&self) -> &[PlanSection] {
        &self.sections
    }

    /// A question of this plan, with the lists of options that it chooses from.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<(&Question, &[OptionList])> {
        self.slot_question(*self.by_id.get(id)?)
            .map(|(procedure, question)| (question, procedure.option_lists.as_slice()))
    }

    pub(crate) fn slot(&self, id: &str) -> Option<Slot> {
        self.by_id.get(id).copied()
    }

    pub(crate) fn layer(&self, layer: Layer) -> Option<&LayerPlan> {
        self.layers.get(usize::from(layer))
    }

    pub(crate) fn slot_question(&self, slot: Slot) -> Option<(&Procedure, &Question)> {
        let at = self.slots.get(usize::from(slot))?;
        let procedure = self.layer(at.layer)?.procedure.as_ref();
        Some((procedure, procedure.question(at.question)?))
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
        self.layer(layer)?
            .procedure
            .form(&self.form)?
            .sections
            .get(section)?
            .ask
            .get(place)
    }

    pub(crate) fn rule(&self, (layer, place): (Layer, usize)) -> Option<&Rule> {
        self.layer(layer)?.procedure.rules.get(place)
    }

    pub(crate) fn deadline(&self, (layer, place): (Layer, usize)) -> Option<&Deadline> {
        self.layer(layer)?.procedure.deadlines.get(place)
    }

    pub(crate) fn table(&self, (layer, place): (Layer, usize)) -> Option<&ApprovalTable> {
        self.layer(layer)?.procedure.approvals.get(place)
    }

    /// Gives a source its layer, its questions their slots and its form's questions their places.
    fn lay(&mut self, source: Arc<Procedure>) -> Result<(), PlanError> {
        let damaged = || PlanError::Damaged(source.id.clone());
        let layer = Layer::try_from(self.layers.len()).map_err(|_| damaged())?;
        let mut slots = Vec::with_capacity(source.questions.len());
        for (index, question) in source.questions.iter().enumerate() {
            let index = QuestionIndex::try_from(index).map_err(|_| damaged())?;
            slots.push(match self.by_id.get(&question.id) {
                Some(slot) => self.agreed(*slot, &source, question)?,
                None => self.add_slot(layer, index, &question.id).ok_or_else(damaged)?,
            });
        }
        let shown = |forms: &[String]| forms.contains(&self.form);
        self.rules
            .extend(places(&source.rules, |rule| shown(&rule.forms)).map(|place| (layer, place)));
        self.deadlines
            .extend(places(&source.deadlines, |deadline| shown(&deadline.forms)).map(|place| (layer, place)));
        self.tables
            .extend(places(&source.approvals, |table| shown(&table.forms)).map(|place| (layer, place)));
        for (section_place, section) in source
            .form(&self.form)
            .iter()
            .flat_map(|form| &form.sections)
            .enumerate()
        {
            let mut questions = Vec::new();
            for (place, ask) in section.ask.iter().enumerate() {
                let slot = *slots.get(usize::from(ask.question)).ok_or_else(damaged)?;
                let at = self.slots.get_mut(usize::from(slot)).ok_or_else(damaged)?;
                if at.asked.is_none() {
                    at.asked = Some((layer, section_place, place));
                    questions.push(source.question(ask.question).ok_or_else(damaged)?.id.clone());
                }
            }
            if !questions.is_empty() {
                self.sections.push(PlanSection {
                    title: section.title.clone(),
                    source: source.id.clone(),
                    questions,
                });
            }
        }
        self.layers.push(LayerPlan {
            procedure: source,
            slots,
        });
        Ok(())
    }

    fn add_slot(&mut self, layer: Layer, question: QuestionIndex, id: &str) -> Option<Slot> {
        let slot = Slot::try_from(self.slots.len()).ok()?;
        self.slots.push(SlotPlan {
            layer,
            question,
            asked: None,
            counts: false,
        });
        self.by_id.insert(id.to_owned(), slot);
        Some(slot)
    }

    /// The slot, if both sources mean the same by the question's id.
    fn agreed(&self, slot: Slot, source: &Procedure, question: &Question) -> Result<Slot, PlanError> {
        let same = self
            .slot_question(slot)
            .is_some_and(|(procedure, known)| same_kind((procedure, known), (source, question)));
        let local = self.local.id.clone();
        if same {
            Ok(slot)
        } else {
            Err(PlanError::Differ {
                local,
                floor: source.id.clone(),
                question: question.id.clone(),
            })
        }
    }

    /// Works out who reads what.
    fn connect(&mut self) -> Result<(), PlanError> {
        let slots: Vec<Slot> = (0..self.slots.len())
            .filter_map(|slot| Slot::try_from(slot).ok())
            .collect();
        let mut order = Vec::new();
        let mut behind = BTreeMap::new();
        for slot in &slots {
            self.order_conditions(*slot, &mut order, &mut behind, &mut Vec::new())?;
        }
        let mut readers: Vec<Readers> = slots.iter().map(|_| Readers::default()).collect();
        let mut counts = BTreeSet::new();
        let closed = |direct: BTreeSet<Slot>| -> BTreeSet<Slot> {
            direct
                .into_iter()
                .flat_map(|slot| behind.get(&slot).into_iter().flatten().copied().chain([slot]))
                .collect()
        };
        for slot in &order {
            for read in behind.get(slot).into_iter().flatten() {
                note(&mut readers, *read, |reader| reader.conditional.push(*slot));
            }
        }
        for (place, at) in self.rules.iter().enumerate() {
            let Some(rule) = self.rule(*at) else { continue };
            let reads = closed(self.rule_reads(at.0, rule)?);
            if rule.level != Level::Consider {
                counts.extend(self.rule_counts(at.0, rule)?);
            }
            for slot in reads {
                note(&mut readers, slot, |reader| reader.rules.push(place));
            }
        }
        for (place, at) in self.deadlines.iter().enumerate() {
            let Some(deadline) = self.deadline(*at) else { continue };
            let parts = [
                Some(&deadline.from),
                Some(&deadline.within),
                deadline.when.as_ref(),
                deadline.met_by.as_ref(),
            ];
            let reads = closed(self.reads_of(at.0, parts.into_iter().flatten())?);
            for slot in reads {
                note(&mut readers, slot, |reader| reader.deadlines.push(place));
            }
        }
        for (place, at) in self.tables.iter().enumerate() {
            let Some(table) = self.table(*at) else { continue };
            let conditions = table
                .rows
                .iter()
                .map(|row| &row.when)
                .chain(table.silences.iter().map(|silence| &silence.when));
            let mut reads = self.reads_of(at.0, conditions)?;
            counts.extend(reads.iter().copied());
            for row in &table.rows {
                reads.extend(self.rule_reads(at.0, &row.check)?);
                counts.extend(self.rule_counts(at.0, &row.check)?);
            }
            for slot in closed(reads) {
                note(&mut readers, slot, |reader| reader.tables.push(place));
            }
        }
        for slot in counts {
            if let Some(at) = self.slots.get_mut(usize::from(slot)) {
                at.counts = true;
            }
        }
        (self.conditional, self.readers) = (order, readers);
        Ok(())
    }

    /// Puts a conditional slot after all that its condition reads, and notes everything that it reads.
    fn order_conditions(
        &self,
        slot: Slot,
        order: &mut Vec<Slot>,
        behind: &mut BTreeMap<Slot, BTreeSet<Slot>>,
        path: &mut Vec<Slot>,
    ) -> Result<(), PlanError> {
        if path.contains(&slot) {
            return Err(PlanError::Damaged(self.procedure().id.clone()));
        }
        let Some((layer, when)) = self.asked_when(slot).filter(|_| !behind.contains_key(&slot)) else {
            return Ok(());
        };
        path.push(slot);
        let mut all = self.reads_of(layer, [when])?;
        for read in all.clone() {
            self.order_conditions(read, order, behind, path)?;
            all.extend(behind.get(&read).into_iter().flatten().copied());
        }
        path.pop();
        behind.insert(slot, all);
        order.push(slot);
        Ok(())
    }

    fn rule_reads(&self, layer: Layer, rule: &Rule) -> Result<BTreeSet<Slot>, PlanError> {
        let parts = rule
            .parts
            .iter()
            .flat_map(|part| [Some(&part.expect), part.explained.as_ref()])
            .flatten();
        let mut reads = self.reads_of(layer, parts.chain(rule.when.as_ref()))?;
        reads.extend(self.slots_of(layer, &rule.about)?);
        Ok(reads)
    }

    /// What has to be answered for a rule to come out; the reason for not meeting it is not among that.
    fn rule_counts(&self, layer: Layer, rule: &Rule) -> Result<BTreeSet<Slot>, PlanError> {
        self.reads_of(
            layer,
            rule.parts.iter().map(|part| &part.expect).chain(rule.when.as_ref()),
        )
    }

    pub(crate) fn slots_of(&self, layer: Layer, questions: &[QuestionIndex]) -> Result<Vec<Slot>, PlanError> {
        let at = self.layer(layer).ok_or_else(|| PlanError::Damaged(String::new()))?;
        questions
            .iter()
            .map(|question| at.slots.get(usize::from(*question)).copied())
            .collect::<Option<_>>()
            .ok_or_else(|| PlanError::Damaged(at.procedure.id.clone()))
    }

    fn reads_of<'a>(
        &self,
        layer: Layer,
        expressions: impl IntoIterator<Item = &'a Expression>,
    ) -> Result<BTreeSet<Slot>, PlanError> {
        let at = self.layer(layer).ok_or_else(|| PlanError::Damaged(String::new()))?;
        let mut found = Found::default();
        for expression in expressions {
            found.visit(expression, &at.procedure, usize::MAX)?;
        }
        Ok(self
            .slots_of(layer, &found.questions.into_iter().collect::<Vec<_>>())?
            .into_iter()
            .collect())
    }
}

/// The questions and facts that an expression reads.
#[derive(Default)]
struct Found {
    questions: BTreeSet<QuestionIndex>,
    facts: BTreeSet<u16>,
}

impl Found {
    /// Visits an expression; a fact may read only facts before `limit`, so there is no circle.
    fn visit(&mut self, expression: &Expression, procedure: &Procedure, limit: usize) -> Result<(), PlanError> {
        match expression {
            Expression::Question(question) | Expression::Answered(question) | Expression::Recorded(question) => {
                self.questions.insert(*question);
            }
            Expression::Fact(index) if self.facts.contains(index) => {}
            Expression::Fact(index) => {
                let fact = procedure.fact(*index).filter(|_| usize::from(*index) < limit);
                let fact = fact.ok_or_else(|| PlanError::Damaged(procedure.id.clone()))?;
                self.visit(&fact.is, procedure, usize::from(*index))?;
                self.facts.insert(*index);
            }
            other => {
                for child in other.children() {
                    self.visit(child, procedure, limit)?;
                }
            }
        }
        Ok(())
    }
}

fn note(readers: &mut [Readers], slot: Slot, add: impl FnOnce(&mut Readers)) {
    if let Some(reader) = readers.get_mut(usize::from(slot)) {
        add(reader);
    }
}

fn places<T>(items: &[T], keep: impl Fn(&T) -> bool) -> impl Iterator<Item = usize> {
    items
        .iter()
        .enumerate()
        .filter(move |(_, item)| keep(item))
        .map(|(place, _)| place)
}

fn known_forms(procedure: &Procedure) -> String {
    procedure
        .forms
        .iter()
        .map(|form| form.id.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Do two questions of one id take the same answers? Wording may differ.
fn same_kind(left: (&Procedure, &Question), right: (&Procedure, &Question)) -> bool {
    use crate::procedure::Kind;
    let ids = |procedure: &Procedure, list: u16| -> Option<Vec<String>> {
        Some(
            procedure
                .option_lists
                .get(usize::from(list))?
                .options
                .iter()
                .map(|option| option.id.clone())
                .collect(),
        )
    };
    match (&left.1.kind, &right.1.kind) {
        (Kind::Choice(a), Kind::Choice(b)) | (Kind::Choices(a), Kind::Choices(b)) => {
            ids(left.0, *a) == ids(right.0, *b)
        }
        (Kind::Rows(a), Kind::Rows(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(one, other)| one.id == other.id && same_kind((left.0, one), (right.0, other)))
        }
        (Kind::Text { .. }, Kind::Text { .. }) | (Kind::Number { .. }, Kind::Number { .. }) => true,
        (one, other) => one == other,
    }
}
