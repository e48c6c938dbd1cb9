"""Descriptions that fit one person or very few, though no name stands in them."""

from __future__ import annotations

import re

from data_loaders.guard.finding import Finding, doubtful
from data_loaders.guard.public_places import PLACE, SCHOOL, STREET

ANY_PLACE = rf"(?:{SCHOOL}|{PLACE}|{STREET})"
COUNT = r"(?:two|three|four|five|six|2|3|4|5|6|both|twin)"
ONE = r"(?:girl|boy|lad|lass|child|pupil|student|young person|young woman|young man|teenager|teen|youngster|kid|baby|mother|mum|father|dad|parent|sister|brother|twin|daughter|son|niece|nephew|cousin|woman|man|female|male|lady|refugee|asylum seeker|foster carer|resident)"
FEW = r"(?:girls|boys|lads|lasses|children|pupils|students|young people|young women|young men|teenagers|kids|sisters|brothers|siblings|twins|(?:triplets|quads|quadruplets)|cousins|families|sons|daughters|family|household|couple|pair|residents)"
GROUP = r"(?:['’]|group|groups|club|team|service|clubs|toilets?|changing|unit|ward|list|side|court|hour|space|drop-in|network|forum|panel|protection|plan|planning|care|services|football|rugby)"
THE_ONLY = re.compile(
    rf"(?i)\b(?:the|our|their|his|her|its|is|are|was)\s+(?:only|sole|lone|single)\s+(?:[\w'-]+\s+){{0,4}}?(?:{ONE}|{FEW}|one|person|worker|teacher|muslim|traveller|wheelchair user)\b(?!\s*{GROUP}\b)(?!['’]s?\s+\w)"
)
ONLY_ONE = re.compile(
    rf"(?i)(?:^|[.;,(]\s*|\bas\s+)only\s+(?!one\b)(?:[\w'-]+\s+){{1,3}}?(?:{ONE})\b(?!['’]s?\s+\w)(?!\s*{GROUP}\b)[^.;\n]{{0,24}}\b(?:in|at|on|of|from)\b"
)
ONE_OF = re.compile(
    rf"(?i)\b(?:one|either|both|two)\s+of\s+(?:only\s+|just\s+|the\s+(?:only\s+)?){COUNT}\s+(?:[\w'-]+\s+){{0,3}}(?:{FEW}|in|at)\b|\b(?:only|just) {COUNT} (?:[\w'-]+\s+){{0,3}}{FEW}\s+(?:in|at|on|live|from|go)\b(?! (?:the forum|the survey|each|every|all))"
)
NOBODY_ELSE = re.compile(
    rf"(?i)\b(?:no ?body else|no one else|no other (?:{ONE}|{FEW}|one))\b[^.;]{{0,25}}\b(?:in|at|on)\b|\b(?:the|her|his) (?:youngest|oldest|eldest|tallest|smallest|first|last)\s+(?:[\w'-]+\s+){{0,2}}(?:{ONE}|{FEW})\b\s+(?:in|at|of|to|on|from)\b"
)
OFFICES = re.compile(
    r"(?i)\b(?:head (?:boy|girl|pupil)|school captain|captain of|youngest (?:player|member)|prom (?:king|queen)|gala (?:day )?queen|goalkeeper (?:of|for)|goalie (?:of|for)|drum major|dux of|lollipop (?:man|lady|woman)|(?:leader|chair|member) of the pupil council)\b"
)
OLD = r"(?:\d{1,2}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
AGE = rf"(?:(?:a|an|the|this|that)?\s*{OLD}[- ]?(?:year|yr)s?[- ]?old|{OLD} ?y/?o\b|aged {OLD})"
OF_AN_AGE_WHO = re.compile(
    rf"(?i)\b(?:the|this|that|our|one)\s+(?:[\w'-]+\s+){{0,2}}{OLD}[- ]?(?:year|yr)s?[- ]?old\s+(?:[\w'-]+\s+){{0,2}}(?:who|whose|that|with)\b"
)
TWINS = re.compile(
    rf"(?i)\b{OLD}[- ](?:year|yr)s?[- ]old\s+(?:[\w'-]+\s+){{0,2}}(?:twins?|(?:triplets|quads|quadruplets)|siblings|brothers|sisters|cousins)\b|\b(?:twins|(?:triplets|quads|quadruplets)|(?:set|pair) of twins|twin (?:boys|girls|brothers|sisters))\b[^.;]{{0,30}}(?:{ANY_PLACE}|\b(?:in|at|from) (?:[SP][1-7]|(?:first|second|third|fourth|fifth|sixth)[- ]year|primary \w+|nursery|(?:the|our|her|his) (?:school|primary|nursery|village|estate|street|house|area|same class|class|year))\b)|\bthe (?:\w+ )?(?:twins|(?:triplets|quads|quadruplets))\b"
)
SIBLINGS = re.compile(
    rf"(?i)\b(?:the\s+)?{COUNT}\s+(?:[\w'-]+\s+){{0,2}}(?:brothers|sisters|siblings|cousins)\b[^.;]{{0,30}}(?:{ANY_PLACE}|\baged\b|\bin (?:[SP][1-7]|the same (?:class|year|school)))|\bthe\s+{COUNT}\s+(?:brothers|sisters|siblings)\b"
)
AGED_FEW = re.compile(
    rf"(?i)\b(?:{COUNT}|a|one)\s+(?:[\w'-]+\s+){{0,2}}(?:{ONE}|{FEW}),?\s+(?:\(?aged?|ages)\s+(?:{OLD})\b(?!\s*(?:to|-|–|or over|and over|and under|\+))(?:\s*(?:,|and|&)\s*{OLD})*"
)
AGED_AT = re.compile(
    rf"(?i){AGE}\s+(?:[\w'-]+\s+){{0,3}}(?:{ONE})?\b[^.;\n]{{0,28}}{ANY_PLACE}|{ANY_PLACE}[^.;\n]{{0,22}}\b{AGE}(?!s)"
)
IN_YEAR = re.compile(
    rf"(?i)\b(?:the|an?|this|one)\s+(?:[\w'-]+\s+){{0,2}}(?:[SP][1-7]|(?:first|second|third|fourth|fifth|sixth)[- ]year)\s+(?:{ONE})\b[^.;\n]{{0,24}}(?:{ANY_PLACE}|\bwho\b|\bwhose\b|\bwith\b)|\b(?:the|an?|this|one)\s+(?:[\w'-]+\s+){{0,2}}(?:{ONE})\s+in\s+(?:[SP][1-7]|\w+ year)\s+(?:at|of|from|in)\s+{ANY_PLACE}"
)
SMALL_HOUSE = re.compile(
    rf"(?i)\b(?:{COUNT}|single|one)[- ]bed(?:room(?:ed)?|ded)?\b[^.;]{{0,20}}\b(?:house|home|unit|flat|placement)\b|\b(?:house|home|unit) (?:with|for|of|where) (?:only )?{COUNT} (?:[\w'-]+\s+){{0,2}}{FEW}\b|\b(?:children'?s|residential|care|foster|respite)\s+(?:house|home|unit|placement)\s+(?:in|on|at|near|beside|by|off)\s+(?:the\s+)?(?:{STREET}|{SCHOOL})"
)
FROM_AFAR = r"(?:polish|romanian|roma|ukrainian|syrian|afghan|iraqi|iranian|kurdish|pakistani|indian|bangladeshi|chinese|vietnamese|nigerian|ghanaian|eritrean|sudanese|somali|albanian|bulgarian|lithuanian|latvian|turkish|russian|hungarian|slovak|czech|portuguese|brazilian|spanish|african|black|asian|muslim|hindu|sikh|jewish|traveller|gypsy|deaf|blind|autistic|trans|transgender|non-binary|pregnant|disabled|adopted|fostered|looked[- ]after|unaccompanied|ginger|red-haired|red-headed|blonde|bald)"
ONE_FROM = re.compile(
    rf"(?i)\b(?:the|a|an|our|that|this|one)\s+(?:[\w'-]+\s+){{0,2}}{FROM_AFAR}\s+(?:[\w'-]+\s+){{0,2}}(?:{ONE}|family|twins|brothers|sisters|siblings|couple)\b(?!\s*{GROUP})[^.;\n]{{0,26}}(?:{ANY_PLACE}|\b(?:in|at|on) (?:[SP][1-7]|the (?:school|village|street|house|class|estate|children's house)))"
)
LOOKS = r"(?:wheelchair|hearing aids?|cochlear implant|(?:red|ginger|pink|purple|green|blue|dyed) hair|scar|tattoos?|prosthetic|false leg|artificial (?:leg|arm)|limp|stammer|stutter|birthmark|crutches|white stick|guide dog|tracheostomy|feeding tube|burns|squint|facial piercing|eye ?patch|one (?:arm|leg|hand|eye)|missing (?:finger|arm|leg|tooth)|tourette'?s|dwarfism|albinism|alopecia)"
LOOKING = re.compile(
    rf"(?i)\b(?:the|a|an|this|that|one|our|same)\s+(?:[\w'-]+\s+){{0,3}}(?:{ONE})\s+(?:(?:who|that)\s+)?(?:with|in|has|had|uses|wears|on|using|wearing|having)\s+(?:[\w'-]+\s+){{0,4}}{LOOKS}\b|\bthe\s+(?:[\w'-]+\s+){{0,1}}{LOOKS}\s+(?:boy|girl|lad|lass|pupil|child)\b"
)
WHOSE = re.compile(
    rf"(?i)\b(?:whose|his|her|their)\s+(?:older |younger |late |step-?|big |wee |little |twin )?(?:father|mother|dad|mum|brother|sister|parents?|gran|granny|grandmother|grandfather|uncle|aunt|step-?dad|step-?mum|family|cousin|boyfriend)\s+(?:was|is|has|had|got|were|who|died|works|worked|runs|ran|owns|owned|teaches|drives|manages|went)\s*(?:been\s+|just\s+|recently\s+)?(?:a\s+|the\s+|an\s+|in\s+)?(?:head ?teacher|councillor|minister|murdered|killed|stabbed|jailed|sentenced|convicted|prison|in the (?:news|paper|papers)|died|police officer|teacher at|janitor|owner|shop|takeaway|taxi|pub|garage|chip shop|butcher|footballer|famous|deported|drowned|on trial|last (?:year|month|week)|in (?:the )?(?:fire|crash|accident)|{ANY_PLACE})|\b(?:whose|his|her) (?:father|mother|dad|mum|parents|brother|sister|uncle|aunt|family) (?:runs?|owns?|died|drowned|manages|drives)\b"
)
NEWS = re.compile(
    rf"(?i)\b(?:{ONE}|family|brothers|sisters)\s+(?:who|that)\s+(?:was|were|is|had been)\s+(?:in the (?:news|paper|papers|daily|local paper)|on (?:the )?(?:tv|television|news)|stabbed|shot|murdered|killed|knocked down|run over|rescued|abducted|hit by)\b|\b(?:who|that) (?:died|drowned|was killed|was stabbed|was murdered|was knocked down|took (?:her|his) own life|jumped|fell|was found dead)\b[^.;]{{0,30}}(?:{ANY_PLACE}|last (?:week|month|year|summer|winter)|\bin (?:january|february|march|april|may|june|july|august|september|october|november|december))"
)
ROLE = r"(?:head ?teacher|deputy head|head of year|guidance teacher|pe teacher|[a-z]+ teacher|janitor|manager|owner|shopkeeper|landlord|minister|priest|imam|coach|lollipop man|caretaker|youth worker|social worker|campus (?:officer|cop)|receptionist|principal)"
ROLE_AT = re.compile(
    rf"(?i)\bthe\s+(?:[\w'-]+\s+){{0,2}}{ROLE}\s+(?:of|at|in|from|for)\s+(?:the\s+)?(?:{SCHOOL}|{STREET}|{PLACE})"
)
CHILD_OF = re.compile(
    rf"(?i)\b(?:the|our|a)\s+(?:local\s+|old\s+|former\s+|village\s+)?(?:{ROLE}|councillor|provost|doctor|gp|vet|dentist|chemist|pharmacist|farmer|butcher|baker|publican|undertaker|sheriff|judge|police ?(?:man|woman|officer)|sergeant|inspector|fireman|firefighter|postman|postie|mp|msp|footballer|teacher|nurse|cleaner|cook|dinner lady)['’]s\s+(?:older |younger |eldest |youngest |oldest |step-?|twin |only |wee )?(?:son|daughter|boy|girl|lad|lass|child|kids?|children|twins|wife|husband|brother|sister|niece|nephew|grandson|granddaughter|stepson|stepdaughter)\b"
)
OF_A_HOUSE = re.compile(
    rf"(?i)\b(?:the|that|this)\s+(?:[\w'-]+\s+){{0,2}}(?:{ONE}|family|household|couple|brothers|sisters)\s+(?:whose|who(?:['’]s| had| have| has)? (?:their|his|her))\s+(?:house|home|flat|caravan|shop|car|van|taxi|farm|pub|business|dog)\b"
)
LOST = re.compile(
    rf"(?i)\b(?:the|that|this|our)\s+(?:[\w'-]+\s+){{0,2}}(?:{ONE}|family|brothers|sisters|siblings)\s+(?:who|that)\s+(?:has\s+|had\s+)?lost\s+(?:both\s+|all\s+|one\s+)?(?:of\s+)?(?:his|her|their)?\s*(?:own\s+)?(?:older |younger |twin |wee |big )?(?:parents?|mother|mum|father|dad|brothers?|sisters?|twin|son|daughter|baby|leg|arm|eye|hand|foot|sight|hearing)\b"
)
PREGNANT = re.compile(
    rf"(?i)\b(?:the|an?|this)\s+(?:[\w'-]+\s+){{0,2}}(?:pregnant|expectant)\s+(?:[\w'-]+\s+){{0,2}}(?:{ONE}|{OLD}[- ]?(?:year|yr)s?[- ]?old)\b(?!\s*(?:{GROUP}|service|support))|\b{ONE}\s+(?:who is|who was|is)\s+pregnant\b"
)
DID = r"(?:set fire to|set (?:the|a|his|her|their) [\w'-]+ on fire|burn(?:t|ed) down|stabbed|slashed|attacked|assaulted|battered|threatened|robbed|crashed|stole|smashed|jumped (?:off|from|in front)|brought (?:a|the) (?:knife|blade|machete|gun)|overdosed|was (?:arrested|charged|expelled|sectioned|rescued|shot|trafficked))"
THE_ONE_WHO = re.compile(
    rf"(?i)\b(?:the|that|our)\s+(?:[\w'-]+\s+){{0,2}}{ONE}\s+(?:who|that)\s+(?:had\s+|has\s+|nearly\s+|almost\s+|once\s+)?{DID}"
)
LARGE_FAMILY = re.compile(
    r"(?i)\b(?:family|household)\s+of\s+(?:six|seven|eight|nine|ten|eleven|twelve|[6-9]|1[0-9])\b(?!\s*(?:per|%|of))"
)
RULES = (THE_ONE_WHO, LARGE_FAMILY, THE_ONLY, ONLY_ONE, ONE_OF, NOBODY_ELSE, OFFICES, OF_AN_AGE_WHO, TWINS, SIBLINGS, AGED_FEW, AGED_AT, IN_YEAR, SMALL_HOUSE, ONE_FROM, LOOKING, WHOSE, NEWS, ROLE_AT, CHILD_OF, OF_A_HOUSE, LOST, PREGNANT)  # fmt: skip


def description_in(masked: str) -> Finding | None:
    return doubtful("a description that fits very few") if any(rule.search(masked) for rule in RULES) else None
