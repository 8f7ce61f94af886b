// The fact that is chosen: by its tick in the article or its row in the claim panel. Its pair is opened, and the evidence it
// leads to is brought below it. All of it in the browser: nothing here is decided, so the server need not know.

let chosen = null
let listening = false
let shownArticle = null

function listenForFacts(root) {
  shownArticle = root
  if (listening) return
  listening = true
  document.addEventListener("click", (event) => {
    const summary = event.target.closest && event.target.closest(".wb-fact-row > summary")
    if (!summary) return
    event.preventDefault()
    const { claim, fact } = summary.parentElement.dataset
    if (chosen && chosen.fact === fact) chosen = null
    else chosen = { claim, fact, seen: false }
    showFact()
  })
  // The rows of a claim come with its panel, which is drawn after the claim is chosen.
  document.addEventListener("workbench:drawn", showFact)
}

function chooseFact(claim, fact) {
  chosen = { claim, fact, seen: false }
}

// Another claim is chosen: its facts stand for themselves.
function leaveFact(claim) {
  if (chosen && chosen.claim !== claim) chosen = null
  showFact()
}

function showFact() {
  const fact = chosen ? chosen.fact : null
  for (const tick of shownArticle.querySelectorAll(".wb-tick")) {
    tick.classList.toggle("wb-shown", tick.dataset.fact === fact)
    tick.setAttribute("aria-pressed", String(tick.dataset.fact === fact))
  }
  const rows = [...document.querySelectorAll(".wb-fact-row")]
  for (const row of rows) {
    row.open = row.dataset.fact === fact
    row.classList.toggle("wb-shown", row.open)
  }
  const row = rows.find((one) => one.open)
  for (const card of document.querySelectorAll(".wb-evidence")) {
    card.classList.toggle("wb-shown", Boolean(row) && card.dataset.number === row.dataset.evidence)
  }
  if (!row || chosen.seen) return
  chosen.seen = true
  bringCard(row)
  const tick = shownArticle.querySelector(".wb-tick.wb-shown")
  const pane = shownArticle.closest(".st-key-article-pane")
  if (tick && pane) bringIntoView(pane, tick, tick)
}

// The open row stays at the top of the panel (desk.css); the card comes to stand right under it.
function bringCard(row) {
  const pane = row.closest(".st-key-claim-pane")
  const card = pane && pane.querySelector(".wb-evidence.wb-shown")
  if (!card) return row.scrollIntoView({ block: "nearest" })
  if (pane.scrollHeight <= pane.clientHeight) return card.scrollIntoView({ block: "nearest" })
  const box = card.closest("[class*='st-key-evidence-']") || card
  pane.scrollTop += box.getBoundingClientRect().top - pane.getBoundingClientRect().top - row.offsetHeight - 10
}
