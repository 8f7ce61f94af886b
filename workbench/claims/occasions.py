"""Words by which a text states to whom something was said and on what occasion. Lemmas, lower case."""

from __future__ import annotations

# Verbs whose object is the one spoken to: "told reporters", "briefed lawmakers".
ADDRESSING = frozenset(
    "tell inform assure remind ask warn promise notify advise brief email e-mail text message instruct order urge address "
    "lecture caution reassure update telephone phone beg implore write question press".split()
)

# Verbs that say that somebody spoke, without saying what: "speaking at a rally", "asked at the forum".
SPEAKING = frozenset(
    "speak talk appear testify address ask brief lecture interview question press answer debate preach campaign comment "
    "deliver give issue release publish post put send write sign read record make".split()
)

# Prepositions before the one spoken to: "said to reporters", "testified before the committee".
TOWARDS = frozenset({"to", "before", "with", "for"})

# What is addressed to somebody: "in a letter to Congress", "in a speech to parliament", "a briefing for lawmakers".
ADDRESSED = frozenset(
    "letter statement email e-mail memo memorandum note message speech address remark comment lecture testimony "
    "presentation briefing report filing submission text reply response answer post telegram cable sermon notice appeal "
    "petition".split()
)

# What is held together with somebody: "in an interview with the BBC", "on a call with investors".
SHARED = frozenset({"interview", "conversation", "call", "chat", "briefing", "q&a"})

# Occasions on which things are said, and the forms they are said in.
OCCASIONS = frozenset(
    "conference briefing interview statement letter speech hearing tweet post email e-mail memo memorandum message blog "
    "podcast rally debate meeting call testimony filing address remark comment article op-ed editorial column essay "
    "documentary broadcast television tv radio twitter facebook instagram telegram youtube linkedin tiktok x social media "
    "podium forum summit event dinner lunch breakfast ceremony funeral lecture session trial court release text video "
    "deposition affidavit lawsuit complaint show program programme gaggle panel keynote sermon town-hall hall conversation "
    "chat phone telephone appearance presentation announcement report note notice newsletter memoir diary thread inquest "
    "inquiry webinar gathering convention congress assembly symposium seminar workshop luncheon vigil march protest "
    "reception visit q&a match game race ruling opinion judgment judgement indictment advisory bulletin update webcast "
    "recording transcript website site page account channel feed autobiography book petition submission dispatch cable "
    "communique communiqué manifesto proclamation sideline sidelines talk talks tour stop questioning cross-examination".split()
)

# Words that need their own sense of occasion: only "in court", "on X", "on the radio", not "in the game of chess".
BROADCASTERS = frozenset(
    "bbc cnn nbc abc cbs msnbc fox npr pbs cnbc bloomberg sky c-span itv rte rté cbc zdf ard rai abc7 al-jazeera jazeera "
    "television tv radio air".split()
)

# Prepositions that lead to an occasion.
ON_OCCASION = frozenset({"in", "at", "during", "on", "via", "through", "by", "from", "after", "over"})
# Prepositions whose phrase right after an occasion belongs to it: "in Vilnius", "on Tuesday", "with the BBC".
GOING_ON = frozenset({"in", "at", "on", "during", "of", "with", "to", "for", "about", "before", "from", "by"})
