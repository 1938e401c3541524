// Made-up records of a form. Every question that decides something is answered, so that a checker which knows only yes and no can say what is found;
// one text or date in eight is missing, one answer in two hundred cannot be read. The same count makes the same bytes.

const NOTE = "Made up for a trial. The child spoke of the garden, the dog next door and going back to the same school. ";

/** Vigna's SplitMix64 in 32 bits: a counter, mixed. */
function mixer(seed) {
  let state = seed;
  return (bound) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % bound;
  };
}

function answer(question, below) {
  switch (question.type) {
    case "date": return `202${4 + below(3)}-${String(1 + below(12)).padStart(2, "0")}-${String(1 + below(28)).padStart(2, "0")}`;
    case "yes_no": return below(4) > 0;
    case "choice": return question.options[below(question.options.length)];
    case "choices": return question.options.filter(() => below(3) === 0);
    case "number": return 1 + below(12);
    case "rows": return [0, 1, 2].map(() => Object.fromEntries(question.columns.map((column) => [column.id, answer(column, below)])));
    default: return NOTE.repeat(1 + below(3));
  }
}

export function records(form, holds, count) {
  const below = mixer(1);
  return Array.from({ length: count }, (_, number) => {
    const answers = {};
    for (const question of form.questions) {
      if (question.when && !holds(question.when, answers)) continue;
      const open = ["text", "date", "rows", "choices"].includes(question.type);
      if (open && below(8) === 0) continue;
      answers[question.id] = open && below(200) === 0 ? 20_260_231 : answer(question, below);
    }
    return { wayhome: 1, procedure: form.procedure, form: form.form, id: `made-up-${number}`, answers };
  });
}
