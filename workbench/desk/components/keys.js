// The reviewer's keys. Each press becomes an action on the claim that is chosen at that moment, known here and at once; the
// actions wait in the tab's storage, in order and numbered, until the server has answered for them.

const STORE = "workbench.actions"
const STAY = "workbench.stay"
const RESEND_MS = 5000
const SOON_MS = 500
const LEAVING_MS = 3000
const TEXTS = new Set(["text", "search", "email", "url", "tel", "password", "number", "date", "time", "datetime-local", "month", "week"])
const QUEUE = Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(16)).join("")

let pending = kept()
let number = 0
let sent = 0
let timer = null
let tries = 0
let channel = null
let told = null
let last = null
let tabbed = false
let leaving = 0
let drawn = { run: 0, at: null }

export default function (component) {
  if (!told) listen()
  channel = component
  told = component.data
  pending = pending.filter((act) => !(act.number <= told.acks[act.queue]))
  keep()
  if (!pending.some((act) => act.sent === sent)) settled()
  // A run began without our message: it comes with the next, or was lost with a run that another message ended.
  else if (timer) wait(SOON_MS)
  draw()
  if (!told.article) send()
  else if (pending.length && !timer) wait(SOON_MS)
  return () => {
    if (channel && channel.parentElement === component.parentElement) channel = null
  }
}

function listen() {
  document.addEventListener("keydown", onKey, true)
  document.addEventListener("click", onClick, true)
  document.addEventListener("pointerdown", () => (tabbed = false), true)
  document.addEventListener("workbench:drawn", (event) => {
    drawn = event.detail
    draw()
    if (pending.length && !pending.some((act) => act.sent === sent)) send(true)
  })
  document.addEventListener("workbench:open", (event) => {
    if (!live()) return
    event.preventDefault()
    go(event.detail)
  })
}

// Keys are taken as long as a review is on the screen, also while its parts are being exchanged.
function live() {
  return told.article && document.querySelector(".st-key-review")
}

function onKey(event) {
  if (event.key === "Tab") tabbed = true
  if (!live() || event.isComposing) return
  const target = event.composedPath()[0]
  const held = event.ctrlKey || event.metaKey
  if (writes(target)) {
    // Both ways of ending a note give the keys back; the field itself stores the text when it is left.
    if (event.key === "Escape" || (event.key === "Enter" && held)) target.blur()
    return
  }
  if (held || event.altKey) return
  if (opened(target) || (event.key.startsWith("Arrow") && walks(target))) return
  const act = deed(event.key)
  if (!act) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (!event.repeat || event.key.startsWith("Arrow")) act()
}

function deed(key) {
  const digit = "12345".indexOf(key)
  if (key.length === 1 && digit >= 0) return () => give(digit)
  return { ArrowLeft: back, ArrowRight: forth, n: skip, N: skip, u: undo, U: undo }[key]
}

// A click on a button of the page is the same as its key, so that keys and clicks have one order.
function onClick(event) {
  if (!live() || !event.target.closest) return
  // A message of this page that came after the link's would call this page back.
  if (event.target.closest(".st-key-pages a")) leaving = performance.now() + LEAVING_MS
  const button = event.target.closest(".st-key-verdict-buttons button, .st-key-steps button")
  if (!button || button.disabled) return
  event.preventDefault()
  event.stopImmediatePropagation()
  const step = button.closest("[class*='st-key-step-']")
  if (!step) return give([...document.querySelectorAll(".st-key-verdict-buttons button")].indexOf(button))
  const name = [...step.classList].find((cls) => cls.startsWith("st-key-step-"))
  return { previous: back, next: forth, "next-undecided": skip, undo: undo }[name.replace("st-key-step-", "")]()
}

function writes(target) {
  if (!target || !target.matches) return false
  if (target.matches("textarea, select, [role=spinbutton], [role=combobox]") || target.isContentEditable) return true
  return target.matches("input") && TEXTS.has(target.type)
}

function opened(target) {
  return Boolean(target.closest && target.closest("[role=listbox], [role=menu], [role=dialog]"))
}

// A group of choices that was reached by the keyboard keeps its arrows; one that was clicked does not.
function walks(target) {
  return tabbed && Boolean(target.closest && target.closest("[role=radiogroup], [role=group], [data-testid=stButtonGroup]"))
}

function now() {
  return replay(told, pending)
}

function list() {
  const { claims, conflicts, which } = told
  return { claims, conflicts, which, standing: now().standing }
}

function give(digit) {
  if (!told.by || digit < 0) return
  const claim = now().at
  const order = list()
  order.standing = { ...order.standing, [claim]: (order.standing[claim] || 0) + 1 }
  const to = localStorage.getItem(STAY) ? claim : onward(order, claim)
  const verdict = told.verdicts[digit][0]
  // A claim whose facts all agree is accepted as a whole, with what the page says it rests on.
  const basis = verdict === told.accepts ? told.bases[claim] : undefined
  add({ kind: "verdict", claim, verdict, basis, to })
}

function undo() {
  if (!told.by) return
  const { trail, at } = now()
  const claim = trail.length ? trail[trail.length - 1][0] : null
  add({ kind: "undo", claim, verdict: null, to: claim || at })
}

function back() {
  go(before(list(), now().at))
}

function forth() {
  go(after(list(), now().at))
}

function skip() {
  go(nextUndecided(list(), now().at))
}

function go(to) {
  if (!to || to === now().at) return
  const newest = pending[pending.length - 1]
  // Of moves that follow one another only the last says anything.
  if (newest && newest.kind === "go" && newest.sent === undefined) pending.pop()
  add({ kind: "go", claim: null, verdict: null, to })
}

function add(act) {
  const { article, by, boot } = told
  number += 1
  pending.push({ queue: QUEUE, number, article, by, boot, ...act })
  if (act.kind !== "go") last = { act, number }
  keep()
  draw()
  send()
}

// One message at a time, the next when the page of the last is drawn; what is pressed meanwhile goes with it.
function send(again) {
  if (!channel || !pending.length || (timer && !again)) return
  if (live() && performance.now() < leaving) return wait(SOON_MS)
  sent += 1
  for (const act of pending) act.sent = sent
  channel.setTriggerValue("acted", { actions: pending })
  wait(RESEND_MS * 2 ** Math.min(tries, 4))
}

function wait(ms) {
  clearTimeout(timer)
  timer = setTimeout(late, ms)
}

// No answer: the message or the connection was lost. What was applied is not applied again.
function late() {
  tries += 1
  draw()
  send(true)
}

function settled() {
  clearTimeout(timer)
  timer = null
  tries = 0
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) || "[]").map((act) => ({ ...act, sent: undefined }))
  } catch {
    return []
  }
}

function keep() {
  try {
    if (pending.length) sessionStorage.setItem(STORE, JSON.stringify(pending))
    else sessionStorage.removeItem(STORE)
  } catch {
    // No room in the tab: what waits is kept by the page alone.
  }
}

function draw() {
  if (!live()) return
  const { at } = now()
  const ahead = at !== (drawn.at ?? told.at)
  document.querySelector(".st-key-review").toggleAttribute("data-ahead", ahead)
  const article = document.querySelector(".st-key-article-pane .wb-article")
  if (article && article.show) {
    if (ahead) article.dataset.ahead = at
    else delete article.dataset.ahead
    article.show(at)
  }
  const line = document.querySelector(".wb-keys")
  if (!line) return
  if (!line.firstChild) {
    const words = document.createElement("span")
    words.setAttribute("role", "status")
    line.append(setting(), words)
  }
  status(line.lastChild, at, ahead)
}

function setting() {
  const label = document.createElement("label")
  label.title = "After a verdict, go to the next undecided claim. Kept in this browser."
  const box = document.createElement("input")
  box.setAttribute("aria-label", "Move on after a verdict")
  box.type = "checkbox"
  box.checked = !localStorage.getItem(STAY)
  box.onchange = () => {
    if (box.checked) localStorage.removeItem(STAY)
    else localStorage.setItem(STAY, "1")
  }
  label.append(box, "Move on")
  return label
}

function status(words, at, ahead) {
  const waiting = pending.filter((act) => act.kind !== "go").length
  const lost = tries > 1 && waiting > 0
  words.classList.toggle("wb-part", lost)
  if (lost) words.textContent = `${waiting} not stored yet: the desk does not answer`
  else if (ahead) words.textContent = `going to claim ${place(at)} …`
  else words.textContent = last ? report(waiting) : ""
}

function report(waiting) {
  const { kind, claim, verdict, basis } = last.act
  if (kind === "undo") return waiting ? "taking back …" : ""
  const label = told.verdicts.find(([value]) => value === verdict)[1]
  return `Claim ${place(claim)}: ${label}${basis ? ", all facts" : ""}${waiting ? " …" : ""}`
}

function place(id) {
  return told.claims.indexOf(id) + 1
}
