// The worklist as the browser knows it, so that a key needs no answer from the server to know which claim it is about.
// The same rules as worklist.py; a test runs both on the same lists.
//
// A list is {claims: ids in reading order, standing: {id: how many verdicts count}, conflicts: ids, which: the filter}.

function fits(list, id) {
  if (list.which === "undecided") return !list.standing[id]
  return list.which !== "conflicts" || list.conflicts.includes(id)
}

function after(list, at) {
  const from = list.claims.indexOf(at) + 1
  return list.claims.slice(from).find((id) => fits(list, id)) ?? null
}

function before(list, at) {
  const to = Math.max(list.claims.indexOf(at), 0)
  return list.claims.slice(0, to).findLast((id) => fits(list, id)) ?? null
}

// The next claim nobody decided, going round at the end; never the same claim.
function nextUndecided(list, at, among = () => true) {
  const open = (id) => id !== at && !list.standing[id] && among(id)
  const here = list.claims.indexOf(at) + 1
  return list.claims.slice(here).find(open) ?? list.claims.find(open) ?? null
}

// Where a verdict leads: to the next undecided claim the filter shows; it stays where there is none.
function onward(list, at) {
  return nextUndecided(list, at, (id) => fits(list, id)) ?? at
}

// What the server told, with the actions it has not answered yet on top: {at, standing, trail}.
// A trail is what the reviewer did on this article and could take back, oldest first: [claim, 1 for a verdict or 0 for a note].
function replay(told, pending) {
  const now = { at: told.at, standing: { ...told.standing }, trail: [...told.trail] }
  for (const act of pending) {
    if (act.article !== told.article) continue
    if (act.kind === "verdict") {
      now.standing[act.claim] = (now.standing[act.claim] || 0) + 1
      now.trail.push([act.claim, 1])
    } else if (act.kind === "undo" && now.trail.length) {
      const [claim, verdict] = now.trail.pop()
      now.standing[claim] = Math.max((now.standing[claim] || 0) - verdict, 0)
    }
    now.at = act.to
  }
  return now
}
