"""Who may be "he" and who "she": titles and roles, common first names, and the vessels that sailors call "she"."""

from __future__ import annotations

FEMALE_WORDS = frozenset(
    "mrs ms lady queen princess spokeswoman chairwoman congresswoman actress businesswoman madam baroness duchess woman "
    "mother daughter sister wife widow aunt grandmother girl nun".split()
)
MALE_WORDS = frozenset(
    "mr sir lord king prince spokesman chairman congressman businessman baron duke man father son brother husband widower "
    "uncle grandfather boy monk".split()
)

# First names borne nearly always by one sex in English-language news; any other name may be either.
FEMALE_NAMES = frozenset(
    "ada agnes alice amanda amy ana angela anita ann anna anne annika astrid barbara beatrice carla carmen carol caroline "
    "catherine cecilia charlotte christina christine clara claudia cynthia deborah diana donna dorothy elena elisabeth "
    "elizabeth ellen emily emma erika esther eva fatima fiona giulia grace greta hannah heidi helen helena helga hillary "
    "ines ingrid irene isabel jane janet jennifer jessica joan johanna josephine judith julia karen kate katharina "
    "katherine kathleen laura lena lina linda lisa louise lucia lucy magdalena margaret maria marie marta martha mary "
    "melissa michelle monica nancy natalia nicole nina nora olga olivia patricia paula rachel rebecca rosa ruth sandra sara "
    "sarah sofia sonia sophia sophie stephanie sue susan svetlana sylvia teresa theresa ursula valentina vanessa vera "
    "veronica victoria virginia wendy yulia".split()
)
MALE_NAMES = frozenset(
    "abdul adam ahmed alan albert alexander alfred ali andrew anthony antonio arthur ben benjamin bernard bernie boris "
    "brian bruno carl carlos charles christopher daniel david dennis diego dmitry donald douglas edward eric erik ernest "
    "felipe fernando francis francisco frank fred frederick friedrich gary george gerald gordon gregory gunnar hans harald "
    "harold harry hassan heinrich henry herbert howard hugh ian igor ivan jack jacob james jeff jeffrey jens jeremy jerry "
    "jim joe john jonathan jorge jose joseph juan karl keith kenneth kevin klaus larry lars lawrence lloyd louis luca luis "
    "magnus marco mario mark martin matthew michael miguel mike mitch mohamed mohammed muhammad nicholas nikolai olaf oleg "
    "oliver omar oscar otto patrick paul pavel pedro per peter philip pierre ralph raymond ricardo richard robert roberto "
    "roger roland ronald russell samuel scott sergei sergey simon stanley stefan stephen steve steven sven thomas tim "
    "timothy tom tony ulrich victor viktor vladimir volodymyr walter werner wilhelm william wolfgang yusuf".split()
)

VESSELS = frozenset(
    "ship vessel frigate ferry yacht boat submarine destroyer tanker trawler schooner cruiser tug tugboat liner barge "
    "corvette icebreaker warship lifeboat sailboat steamer freighter battleship minesweeper ketch sloop brig clipper "
    "carrier flagship hms uss mv ss rms locomotive".split()
)
# What is said of a vessel and hardly of a person: "she displaces 4,000 tons", "her hull", "she has a range of".
OF_VESSELS = frozenset(
    "displace sail steam dock berth moor commission decommission scuttle refit salvage range displacement draught draft "
    "hull beam tonnage keel deck engine propeller mast rudder cargo stern bow propulsion turbine helipad knot".split()
)


def gender_of(words: list[str]) -> str:
    """``f`` or ``m`` where a title, a role or the first name in `words` (lower case) tells, else an empty string."""
    told = {word.strip(".") for word in words}
    if told & FEMALE_WORDS:
        return "f"
    if told & MALE_WORDS:
        return "m"
    first = next((word for word in words if word in FEMALE_NAMES or word in MALE_NAMES), "")
    if not first or len(words) < 2:  # noqa: PLR2004  a single word may be a surname: "Grace", "Paul"
        return ""
    return "f" if first in FEMALE_NAMES else "m"
