// Draws the article from plain pieces. Text only ever enters the page through textContent.

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const root = rootOf(parentElement)
  const drawn = JSON.stringify([data.title, data.byline, data.paragraphs, data.live])
  if (root.dataset.drawn !== String(hash(drawn))) {
    root.dataset.drawn = String(hash(drawn))
    root.replaceChildren(...page(data))
  }
  root.onclick = (event) => open(event.target)
  root.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") {
      if (open(event.target)) event.preventDefault()
    }
  }
  listenForFacts(root)
  root.show = (claim) => {
    select(root, claim)
    leaveFact(claim)
  }
  // The keys may be ahead of what the server has drawn.
  root.show(root.dataset.ahead || data.selected)

  function open(target) {
    if (!data.live || !target.closest || String(window.getSelection()).length > 0) return false
    const tick = target.closest(".wb-tick")
    if (tick) {
      chooseFact(tick.dataset.claim, tick.dataset.fact)
      if (tick.dataset.claim !== root.dataset.selected) go(tick.dataset.claim)
      else showFact()
      return true
    }
    const run = target.closest("[data-claims]")
    if (!run) return false
    const claims = run.dataset.claims.split(" ")
    // Where claims overlap, each further click opens the next of them.
    go(claims[(claims.indexOf(root.dataset.selected) + 1) % claims.length])
    return true
  }

  function go(claim) {
    const taken = !document.dispatchEvent(new CustomEvent("workbench:open", { detail: claim, cancelable: true }))
    if (!taken) setTriggerValue("opened", claim)
  }
}

function rootOf(parent) {
  let root = parent.querySelector(":scope > .wb-article")
  if (!root) {
    root = document.createElement("article")
    root.className = "wb-article"
    parent.appendChild(root)
  }
  return root
}

function page(data) {
  const head = [node("h2", data.title), node("p", data.byline, "wb-byline")]
  return head.concat(data.paragraphs.map((runs) => paragraph(runs, data.live)))
}

function paragraph(runs, live) {
  const p = document.createElement("p")
  for (const run of runs) p.appendChild(piece(run, live))
  return p
}

function marker(mark) {
  const span = node("span", mark.g, "wb-icon wb-mark wb-" + mark.k)
  span.setAttribute("aria-hidden", "true")
  return span
}

function opening(marks, word) {
  const span = node("span", "", "wb-opening")
  span.append(...marks.map(marker), word)
  return span
}

function piece(run, live) {
  if (!run.f) return stretch(run, live)
  // A fact's tick and its last word stay on one line.
  const last = run.h ? run.t : run.t.match(/\S{0,20}$/)[0]
  const before = run.t.slice(0, run.t.length - last.length)
  const end = node("span", "", "wb-closing")
  // Beside the words, not in them: what opens a claim is a button of its own.
  const ticks = stretch({ ...run, t: "", o: null, m: null, h: null }, live)
  ticks.append(...run.f.map((fact) => tick(fact, live)))
  end.append(stretch({ ...run, t: last, o: before ? null : run.o }, live), ticks)
  const both = document.createDocumentFragment()
  if (before) both.appendChild(stretch({ ...run, t: before, w: run.w || run.t }, live))
  both.appendChild(end)
  return both
}

function tick(fact, live) {
  const span = node("span", fact.g, "wb-icon wb-tick wb-" + fact.k)
  span.dataset.fact = fact.i
  span.dataset.claim = fact.c
  span.title = fact.l
  if (live) {
    span.tabIndex = -1
    span.setAttribute("role", "button")
    span.setAttribute("aria-label", fact.l)
  }
  return span
}

function stretch(run, live) {
  const span = document.createElement("span")
  // A claim's glyph and its first word stay on one line.
  const word = run.o ? run.t.match(/^\S*/)[0] : ""
  if (run.o) span.appendChild(opening(run.o, word))
  span.appendChild(document.createTextNode(run.t.slice(word.length)))
  if (run.h) {
    span.className = "wb-hidden"
    span.title = run.h
  }
  if (run.c) {
    span.classList.add("wb-claim", "wb-" + run.k, run.d ? "wb-decided" : "wb-suggested")
    span.dataset.claims = run.c.join(" ")
    span.title = span.title || run.l
    if (live && run.o) {
      span.tabIndex = 0
      span.setAttribute("role", "button")
      span.setAttribute("aria-label", run.l + ": " + (run.w || run.t))
    }
  } else if (run.a) {
    span.classList.add("wb-aside")
    span.title = "No claim taken: " + run.a
  }
  if (run.m) {
    const fact = node("span", "", "wb-fact wb-" + run.m)
    fact.append(...span.childNodes)
    span.appendChild(fact)
  }
  return span
}

function select(root, claim) {
  for (const old of root.querySelectorAll(".wb-selected")) old.classList.remove("wb-selected")
  const runs = [...root.querySelectorAll("[data-claims]")].filter((run) => run.dataset.claims.split(" ").includes(claim))
  for (const run of runs) run.classList.add("wb-selected")
  // Only the ticks of the claim that is chosen lie on the way of the Tab key.
  for (const tick of root.querySelectorAll(".wb-tick")) tick.tabIndex = tick.dataset.claim === claim ? 0 : -1
  if (root.dataset.selected === String(claim)) return
  root.dataset.selected = String(claim)
  const pane = root.closest(".st-key-article-pane")
  if (pane && runs.length) bringIntoView(pane, runs[0], runs[runs.length - 1])
  const panel = document.querySelector(".st-key-claim-pane")
  if (panel) panel.scrollTop = 0
}

// Only where the claim is out of sight, and only inside the pane: the page itself stays where it is.
function bringIntoView(pane, first, last) {
  const frame = pane.getBoundingClientRect()
  const top = first.getBoundingClientRect().top
  if (top < frame.top + 24 || last.getBoundingClientRect().bottom > frame.bottom - 24) {
    pane.scrollTop += top - frame.top - frame.height / 3
  }
}

function node(name, text, cls) {
  const made = document.createElement(name)
  made.textContent = text
  if (cls) made.className = cls
  return made
}

function hash(text) {
  let h = 0
  for (let i = 0; i < text.length; i++) h = (Math.imul(31, h) + text.charCodeAt(i)) | 0
  return h
}
