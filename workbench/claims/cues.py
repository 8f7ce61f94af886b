"""Words that put other words into somebody's mouth, by how the reported content hangs on them. Lemmas, lower case."""

from __future__ import annotations

# Verbs of saying: they go with a quotation and with a reported clause. Some are nouns more often; the parse tells.
SPEECH = frozenset(
    "say tell add announce write ask note acknowledge suggest report argue declare tweet retweet claim reply continue cite "
    "insist assert state admit allege concede confirm contend deny disclose emphasize emphasise estimate explain predict "
    "proclaim promise propose reiterate remark repeat respond reveal stress testify urge vow recall recount observe pledge "
    "complain caution conclude counter comment demand describe mention muse quip joke lament quote read post shout exclaim "
    "whisper yell answer signal indicate maintain point boast charge accuse clarify elaborate opine pronounce protest "
    "retort scoff cry declaim deadpan decry deplore echo exhort grumble hail implore inquire intone "
    "interject message mutter offer plead praise pray preach query rail rant reason recite recommend reflect sing "
    "slam snap specify swear tease term text theorize tout volunteer advise affirm agree begin blast call chant "
    "characterize characterise chide criticize criticise condemn denounce dub go instruct label mock refer reject summarize "
    "warn title brand deem dismiss react stipulate assure inform notify remind posit brag reaffirm "
    "stress underscore underline counsel reassure telegraph confide divulge attest profess pretend retell".split()
)

# Verbs of thought and feeling: a reported clause hangs on them, a quotation hardly ever.
THOUGHT = frozenset(
    "believe think feel hope worry fear expect know doubt guess wonder speculate suspect understand decide determine learn "
    "hear realize realise recognize recognise assume consider imagine figure reckon argue presume conclude anticipate "
    "forecast project calculate dream wish want hold".split()
)

# What studies, polls and papers do.
FINDING = frozenset(
    "show find indicate demonstrate suggest reveal conclude prove imply detail illustrate highlight stipulate".split()
)

# What a report, poll or study does with an object: "the poll showed a tie".
FINDING_OBJECTS = frozenset("show find indicate reveal detail list record".split())

CLAUSE_CUES = SPEECH | THOUGHT | FINDING

# Verbs whose infinitive is what was said or meant: "vowed to leave", "urged them to leave", "called on them to leave".
INFINITIVE_CUES = frozenset(
    "promise vow pledge threaten offer agree refuse decline want plan hope seek intend ask urge demand propose expect claim "
    "swear call advise warn tell encourage order implore instruct invite press push request recommend beg aim".split()
)

# Verbs whose object is what was said: "condemned the attack", "announced a ceasefire".
OBJECT_CUES = frozenset(
    "condemn criticize criticise praise denounce blast slam mock reject deny announce propose predict demand "
    "oppose support endorse back defend allege decry applaud describe deplore question urge cite tout dismiss "
    "recommend seek ridicule welcome call brand label dub denounce hail lambaste attack favor favour claim predict "
    "reiterate reaffirm promise pledge mention explain discuss express voice".split()
)

# Verbs with an object that is told: "assured residents that", "warned members that".
TELLING = frozenset("tell assure inform notify remind warn advise promise caution reassure ask".split())

# "was asked whether", "was told that": the words are not those of the one named.
UNSPOKEN_PASSIVES = frozenset("ask tell query question instruct".split())

# Verbs that name a thing: the content is the name given ("called it a farce").
NAMING_CUES = frozenset(
    "call describe label dub brand term deem characterize characterise portray denounce regard view see".split()
)

# Prepositions that take what was called for: "called for a ceasefire", "argued against the plan".
PREPOSITION_CUES = frozenset(
    "call-for argue-against argue-for ask-for push-for complain-about warn-of warn-about warn-against speak-out "
    "refer-to point-to plead-for apologize-for advocate-for lobby-for press-for accuse-of object-to agree-with disagree-with "
    "speak-about talk-about speak-of comment-on elaborate-on complain-of testify-about rail-against speculate-about "
    "boast-of boast-about worry-about protest-against hint-at allude-to insist-on".split()
)

# Nouns with a clause of content: "allegations that", "a promise to".
CLAUSE_NOUNS = frozenset(
    "allegation claim statement belief report suggestion argument announcement assertion accusation admission warning idea "
    "notion view concern fear hope conclusion prediction promise pledge vow threat demand call plea request "
    "proposal denial rumor rumour complaint charge assurance sign evidence speculation estimate opinion contention "
    "assumption doubt worry criticism plan".split()
)

# Things that carry words; behind them stands whoever issued them.
DOCUMENT_NOUNS = frozenset(
    "statement letter tweet post memo email e-mail release interview speech resolution report poll survey study article essay "
    "op-ed editorial column book paper document filing message ad testimony note video transcript remark comment".split()
)

# Verbs by which a document is issued.
ISSUING = frozenset("issue release put make send publish sign join write post give deliver file say tell add circulate".split())

MALE = frozenset({"he", "him", "his"})
FEMALE = frozenset({"she", "her", "hers"})
GROUP = frozenset({"they", "them", "we", "those", "these"})
PRONOUNS = MALE | FEMALE | GROUP | frozenset({"it", "i", "one", "others", "you", "this", "that", "who", "which"})

# Small words inside surnames: "dos Santos", "van der Berg".
PARTICLES = frozenset("al bin da dal de del della den der di do dos du el ibn la le ter van von".split())

# Titles written before a name, dropped from the speaker's name.
TITLES = frozenset(
    "mr mrs ms miss dr sen sens rep reps gov govs gen lt col maj capt sgt adm cmdr prof rev hon sir dame lord lady "
    "president chairman chairwoman chair chief minister prime secretary senator representative governor mayor general "
    "admiral colonel captain major sergeant professor judge justice chancellor king queen prince princess pope "
    "ambassador spokesman spokeswoman spokesperson director commissioner congressman congresswoman former vice "
    "deputy attorney foreign defense defence state speaker leader candidate nominee republican democrat democratic".split()
)
