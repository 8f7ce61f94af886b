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
  root.show = (claim) => select(root, claim)
  // The keys may be ahead of what the server has drawn.
  root.show(root.dataset.ahead || data.selected)

  function open(target) {
    const run = data.live && target.closest ? target.closest("[data-claims]") : null
    if (!run || String(window.getSelection()).length > 0) return false
    const claims = run.dataset.claims.split(" ")
    // Where claims overlap, each further click opens the next of them.
    const claim = claims[(claims.indexOf(root.dataset.selected) + 1) % claims.length]
    const taken = !document.dispatchEvent(new CustomEvent("workbench:open", { detail: claim, cancelable: true }))
    if (!taken) setTriggerValue("opened", claim)
    return true
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
      span.setAttribute("aria-label", run.l + ": " + run.t)
    }
  } else if (run.a) {
    span.classList.add("wb-aside")
    span.title = "No claim taken: " + run.a
  }
  return span
}

function select(root, claim) {
  for (const old of root.querySelectorAll(".wb-selected")) old.classList.remove("wb-selected")
  const runs = [...root.querySelectorAll("[data-claims]")].filter((run) => run.dataset.claims.split(" ").includes(claim))
  for (const run of runs) run.classList.add("wb-selected")
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
