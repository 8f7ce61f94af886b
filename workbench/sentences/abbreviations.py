"""Abbreviations of English news, by what may follow them. Lower case, without the last full stop.

The lists are ours, drawn up from the style-book families (titles, ranks, months, states, companies, measures,
references); a form missing here costs a false break, never a lost character.
"""

from __future__ import annotations

# A name or a thing named always follows: the stop never ends a sentence.
BEFORE_A_NAME = frozenset(
    "mr mrs ms messrs mme mlle dr drs prof rev fr hon pres gov govs lt sen sens rep reps supt det insp "
    "gen adm vadm radm col maj capt cmdr cdr cpl sgt pvt pfc spc ssgt msgt sfc brig cmd amb atty attys mt ft st ste "
    "asst assoc dir exec vs v viz cf ca approx est al-qaida ald assemb del dist treas sec'y msgr".split()
)

# Followed by a figure they are no end; before a word they are words of their own ("No." the answer, "Art.", "Fig.").
BEFORE_A_NUMBER = frozenset(
    "no nos n° nº res cong stat reg p pp par para fig figs art arts sec secs ch chs vol vols ver op ser ed eds tab eq eqs cl "
    "sq ext tel jan feb mar apr jun jul aug sep sept oct nov dec c ca approx app rm apt ste bldg pt pts rs lot".split()
)

# May stand at the end of a sentence: what follows decides.
MAY_END = frozenset(
    "inc co corp ltd llc plc bros jr sr esq etc al ave blvd rd hwy pkwy sq u.s.c dept depts univ assn ass'n comm "
    "ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nev okla ore "
    "pa penn tenn tex va vt wash wis wyo ont que alta ft in lb lbs oz km mi yd yds gal hr hrs min mins sec secs mph "
    "sun mon tue tues wed thu thur thurs fri sat intl natl govt admin est pop ext max avg misc".split()
)

# These read as plain words unless capitalised: "Sat." the day, "sat." the verb.
ONLY_CAPITALISED = frozenset(
    "in ill miss mass wash mar sun sat wed mon gen del ore ind ark pa la art ala max fig pop par sec mo ga conn rev cl "
    "hon dir det est ed app lot pres ser ver fri ca ext min mins gal tab".split()
)

# Words that begin a sentence far more often than they continue a name.
STARTERS = frozenset(
    "a an the this that these those there here he she it they we you i his her its their our my your "
    "what when where why who whom whose which how if as at by for from in on of to with without within under over after "
    "before during since until while because although though despite once then than and but or nor so yet still also "
    "however meanwhile moreover nevertheless instead later earlier now today yesterday tomorrow recently finally "
    "some many most few several all both each every other others another no not only one two three four five more less "
    "is are was were do does did can could should would will has have had may might please let let's "
    "according asked among about against between through because even just like never often perhaps such "
    "it's he's she's they're we're i'm i've that's there's what's don't i'd i'll we've you're".split()
)

# Clock times: these follow "6 p.m." within a sentence.
AFTER_A_CLOCK = frozenset(
    "edt est cdt cst mdt mst pdt pst et ct mt pt gmt utc bst cet eastern central mountain pacific greenwich "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec local".split()
)

# Words that open a sentence of a writer who uses no capitals, and hardly ever follow an abbreviation.
LOWER_STARTERS = frozenset(
    "i i'm i've i'd i'll im ive it it's its they they're he she we you you're there this these why how what".split()
)

# Every listed abbreviation: a small letter after one of these is never a new sentence.
NEVER_PLAIN = BEFORE_A_NAME | BEFORE_A_NUMBER | MAY_END
