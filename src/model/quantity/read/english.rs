//! English, as the press writes it.

use std::sync::LazyLock;

use super::super::convention::HowMany::{Couple, Several};
use super::digits::Digits;
use super::hedge::Hedges;
use super::lexicon::Meaning::{self, After, Before, Either, HowMany, Number, Plural, Scale, Suffix, Weak};
use super::lexicon::Side::{Approx, AtLeast, AtMost, LessThan, MoreThan};
use super::lexicon::{Language, Lexicon};
use super::misspelt::Spelling;

pub(super) static ENGLISH: Language = Language {
    tag: "en",
    name: "English",
    digits: Digits { grouping: &[',', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2007}'], decimal: &['.'] },
    and_after_tens: false,
    spelled: |_| None,
    split: no_split,
    writes: is_latin,
    spelling: SPELLING,
    hedges: HEDGES,
    lexicon: LazyLock::new(|| Lexicon::of(PHRASES)),
};

/// For languages that write their words apart.
pub(super) fn no_split(_: &str, _: &Lexicon) -> Vec<usize> {
    Vec::new()
}

/// Latin letters with all their accents.
pub(super) fn is_latin(letter: char) -> bool {
    let accents = matches!(letter, '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}');
    let apostrophes = matches!(letter, '\u{2bb}' | '\u{2bc}' | '\u{2018}' | '\u{2019}');
    letter <= '\u{24f}' || accents || apostrophes
}

const PART: Meaning = Meaning::Hides("the words give a part of a number that is not said");
const MULTIPLE: Meaning = Meaning::Hides("the words compare with a number that is not said");
const DENIED: Meaning = Meaning::Spoils("the number is denied or excluded");
const OF_A_WHOLE: Meaning =
    Meaning::Spoils("the number is of a whole of which another part is meant, or a part of a whole");

const HEDGES: Hedges = Hedges {
    links: "and|but|or|if|though|although|while|yet|with|maybe|perhaps|possibly|probably|likely",
    around: "there|it|that|this|these|the|a|an|not|number|figure|toll|total|count|true|real|actual|full|\
             final|overall|may|might|could|must|should|will|would|can|well|be|been|is|are|was|were|have|\
             has|even|still|very|much|far|many|lot|some|possibly|perhaps|maybe|probably|likely|almost|\
             certainly|surely|potentially|presumably|conceivably|significantly|considerably|\
             substantially|somewhat|slightly|feared|expected|to|thought|believed|estimate|say|quite|\
             others|ones|people|deaths|casualties|victims|i|think|suspect|we|they|he|she|in|all|reality|\
             fact|truth",
    more: "more|higher|greater|larger|bigger|rise|rising|growing|grow|climb|climbing|increase|\
             increasing|undercount|underestimate|understatement|conservative|upwards|come|minimum|floor",
    fewer: "fewer|less|lower|smaller|overcount|overestimate|overstatement|exaggeration|\
             exaggerated|maximum|ceiling",
};

const SPELLING: Spelling = Spelling {
    numbers: "",
    degrees: "heavy|significant|substantial|considerable|severe|serious|massive|enormous|numerous|\
              countless",
    others: "zeros|fours|foul|flour|four's|fire|file|fine|fives|fiver|nice|nines|hall|halt|halve|\
              same|sole|sore|neat|nears|oven|overt|tents|teens|tends|tent|teen|tree|threw|thee|sever|\
              sevens|severed|eights|forth|fort|forts|forte|doyen|dozer|dozers|doze|abut|abort|abode|\
              udder|bellow|bellows|minion|pillion|bullion|billing|stores|shores|scored|scorers|scares|\
              scorer|scopes|spores|cores|snores|sores|couples|coupled|coupe|dearly|ground|grounds|\
              rarely|barley|stopped|popped|hopped|mopped|toppled|tipped|stopping|toppling|shopping|\
              hopping|popping|estimates|estimate|hearing|bearing|wearing|tearing|rearing|searing|\
              fearing|gearing|lively|liken|flood|heave|passive|missive|seize|once|fast|null|quince|\
              minimal|maximal|sobre|gegen|exceed|unto",
};

const PHRASES: &[(Meaning, &str)] = &[
    (Number(0.0), "zero|nil"),
    (Number(1.0), "one|a single"),
    (Number(2.0), "two"),
    (Number(3.0), "three"),
    (Number(4.0), "four"),
    (Number(5.0), "five"),
    (Number(6.0), "six"),
    (Number(7.0), "seven"),
    (Number(8.0), "eight"),
    (Number(9.0), "nine"),
    (Number(10.0), "ten"),
    (Number(11.0), "eleven"),
    (Number(12.0), "twelve"),
    (Number(13.0), "thirteen"),
    (Number(14.0), "fourteen"),
    (Number(15.0), "fifteen"),
    (Number(16.0), "sixteen"),
    (Number(17.0), "seventeen"),
    (Number(18.0), "eighteen"),
    (Number(19.0), "nineteen"),
    (Number(20.0), "twenty|a score of"),
    (Number(30.0), "thirty"),
    (Number(40.0), "forty|two score"),
    (Number(50.0), "fifty"),
    (Number(60.0), "sixty|three score"),
    (Number(70.0), "seventy"),
    (Number(80.0), "eighty|four score"),
    (Number(90.0), "ninety"),
    (Number(250_000.0), "a quarter of a million|a quarter million|quarter of a million|quarter million"),
    (Number(750_000.0), "three quarters of a million"),
    (Scale(12, 1.0), "dozen"),
    (Scale(100, 1.0), "hundred"),
    (Scale(1, 1e3), "thousand"),
    (Scale(1, 1e6), "million|mn|mln|mio"),
    (Scale(1, 1e9), "billion|bn|bln"),
    (Scale(1, 1e12), "trillion|tn|trn"),
    (Suffix(1e3), "k"),
    (Suffix(1e6), "m"),
    (Suffix(1e9), "b"),
    (Plural(10, 1.0), "tens"),
    (Plural(12, 1.0), "dozens|dozens and dozens|dozens upon dozens"),
    (Plural(20, 1.0), "scores"),
    (Plural(100, 1.0), "hundreds|hundreds and hundreds|hundreds upon hundreds"),
    (Plural(1, 1e3), "thousands|thousands and thousands|thousands upon thousands"),
    (Plural(10, 1e3), "tens of thousands|ten thousands"),
    (Plural(12, 1e3), "dozens of thousands"),
    (Plural(100, 1e3), "hundreds of thousands|hundred thousands"),
    (Plural(1, 1e6), "millions|millions and millions|millions upon millions"),
    (Plural(10, 1e6), "tens of millions"),
    (Plural(100, 1e6), "hundreds of millions"),
    (Plural(1, 1e9), "billions"),
    (Plural(10, 1e9), "tens of billions"),
    (Plural(100, 1e9), "hundreds of billions"),
    (Plural(1, 1e12), "trillions"),
    (HowMany(Couple), "a couple|a couple of|couple|couple of"),
    (HowMany(Several), "several|a few|a handful|a handful of|handful of"),
    (Meaning::Few, "few"),
    (Meaning::Half, "half"),
    (Meaning::Article, "a|an"),
    (
        Before(Approx),
        "an estimated|estimated at|est|circa|nearly|almost|close to|nearing|approaching|in the region of|\
         in the order of|of the order of|on the order of|in the neighbourhood of|in the neighborhood of|\
         somewhere around|something like|practically|barely|hardly|scarcely|virtually|just about|\
         as good as|somewhere in the region of",
    ),
    (Either(Approx), "approximately|approx|roughly|estimated"),
    (Weak(Approx), "about|some|around|near|c|ca"),
    (
        Before(MoreThan),
        "more than|greater than|larger than|higher than|upward of|upwards of|in excess of|north of|\
         exceeding|exceeds|exceeded|exceed|well over|just over|slightly over|far over|well above|\
         just above|well more than|far more than|much more than|slightly more than|just more than|\
         considerably more than|significantly more than|a little over|surpassing|surpassed|surpasses|\
         topping|topped",
    ),
    (Weak(MoreThan), "over|above|beyond"),
    (
        Before(AtLeast),
        "a minimum of|minimum of|no fewer than|not fewer than|no less than|not less than|as few as|\
         a good|as little as|as low as|a low of|a low estimate of|a floor of",
    ),
    (Either(AtLeast), "at least|at the least|at the very least|at a minimum"),
    (
        Before(LessThan),
        "fewer than|less than|lower than|smaller than|south of|well under|just under|slightly under|\
         just below|well below|far fewer than|far less than|short of|just short of|shy of|just shy of|\
         a little under",
    ),
    (Weak(LessThan), "under|below"),
    (
        Before(AtMost),
        "up to|as many as|as much as|as high as|no more than|not more than|a maximum of|maximum of|\
         not exceeding|no greater than|no higher than|not over|a ceiling of|upto",
    ),
    (Either(AtMost), "at most|at the most|at the very most"),
    (
        After(AtLeast),
        "or more|or even more|or possibly more|or maybe more|or perhaps more|and more|and possibly more|\
         and maybe more|and perhaps more|and probably more|and likely more|and counting|and rising|\
         if not more|possibly more|maybe more|perhaps more|probably more|and up|and upwards|and upward|\
         and above|and over|or above|or over|or greater|or higher|plus|at minimum|minimum|\
         but possibly more|but maybe more|but perhaps more|or many more|and many more|and then some|and more to come",
    ),
    (
        After(AtMost),
        "or possibly fewer|or possibly less|or maybe fewer|or maybe less|if not less|or fewer|or less|or even fewer|or even less|or under|or below|or lower|and below|and under|\
         if not fewer|tops|maximum|max|at maximum",
    ),
    (After(Approx), "or so|or thereabouts|give or take|odd|more or less|ish"),
    (Meaning::Between, "between|anywhere between|somewhere between"),
    (Meaning::From, "from|ranging from|anywhere from"),
    (Meaning::By, "by"),
    (Meaning::To, "to|through|up to as many as"),
    (Meaning::And, "and|but|yet|&"),
    (Meaning::AndUpTo, "and up to"),
    (Meaning::Or, "or|if not"),
    (Meaning::PlusMinus, "plus or minus|plus minus|give or take about"),
    (
        Meaning::Possibly,
        "possibly|maybe|perhaps|potentially|conceivably|probably|likely|may be|might be|could be|\
         or possibly|or maybe|or perhaps|or even|and possibly|and maybe|and perhaps|and potentially|\
         and even|and probably|and likely|but possibly|but maybe|but perhaps|but probably|and could be|\
         and may be|or potentially",
    ),
    (
        Meaning::Best,
        "most likely|best estimate|best guess|central estimate|point estimate|with a best estimate of|\
         most probably|best estimate of|best estimate is",
    ),
    (
        Meaning::Filler,
        "a total of|total of|adds up to|add up to|adding up to|added up to|amounts to|amounting to|totals|\
         totalling|totaling|a combined|combined|total|another|a further|further|additional|an additional|\
         an extra|extra|exactly|precisely|only|just|merely|even|a mere|a full|full|a whopping|a staggering|\
         a record|record|all|all of|a number of|reportedly|a force of|believed to be|thought to be|\
         said to be|put at|at|of|overall|as|is|are|was|were|strong|an average of|average of|so far",
    ),
    (
        Meaning::Filler,
        "there|has been|have been|had been|been|95 % ci|95 % confidence interval|95 % uncertainty interval|\
         95 % credible interval|90 % ci|range",
    ),
    (Meaning::Definite, "the|their|its|his|her|our|these|those|this|both"),
    (
        Meaning::Says,
        "said|says|say|told|tells|reported|reports|claimed|claims|confirmed|confirms|added|admitted|\
         acknowledged|insisted|warned|wrote",
    ),
    (Meaning::Percent, "per cent|percent|pct"),
    (
        Meaning::Unit,
        "metric tons|metric tonnes|short tons|sq ft|square feet|percentage points|percentage point|‰|km|\
         kilometres|kilometers|kilometre|kilometer|metres|meters|metre|meter|cm|mm|km / s|km / h|m / s|kph|\
         mph|km per second|kilometres per second|kilometers per second|kilometres per hour|\
         kilometers per hour|miles per hour|miles|mile|feet|ft|inches|nm|kg|kilograms|kilogrammes|kilogram|\
         tonnes|tonne|tons|ton|lb|lbs|mt|litres|liters|barrels|gallons|hectares|hectare|ha|acres|acre|\
         sq km|square kilometres|square kilometers|square miles|square metres|square meters|cubic metres|\
         cubic meters|km ²|km²|kw|mw|gw|tw|kwh|mwh|gwh|twh|kilowatts|megawatts|gigawatts|hz|khz|mhz|ghz|kb|\
         mb|gb|tb|° c|° f|°|degrees celsius|degrees fahrenheit|degrees|kelvin|basis points|kt|kilotons|\
         kilotonnes|megatons|ppm|ppb",
    ),
    (
        Meaning::Unit,
        "dollars|us dollars|euros|euro|pounds|pounds sterling|rubles|roubles|ruble|rouble|hryvnias|hryvnia|\
         yuan|yen|francs|zloty|won|of dollars|of us dollars|of euros|of pounds|of rubles|of roubles|\
         of hryvnias",
    ),
    (
        Meaning::Currency,
        "$|us $|a $|c $|au $|ca $|hk $|nz $|nt $|€|£|¥|₩|₴|₽|₹|₺|₪|zł|usd|eur|gbp|uah|rub|krw|chf|jpy|cny|\
         us dollars of",
    ),
    (
        Meaning::TimeUnit,
        "second|seconds|minute|minutes|min|mins|hour|hours|hr|hrs|day|days|night|nights|week|weeks|weekend|\
         weekends|fortnight|fortnights|month|months|year|years|yr|yrs|decade|decades|century|centuries|\
         business days|working days|consecutive days|straight days|calendar days|weeks'|days'|hours'|\
         months'|years'|successive days",
    ),
    (
        Meaning::Time,
        "in|within|during|after|before|since|for|until|till|throughout|past|last|first|next|previous|\
         preceding|following|coming|recent|on|early|late|mid|end of|start of|beginning of|\
         spring|summer|autumn|fall|winter|as of|early in|late in|by the end of",
    ),
    (Meaning::Per, "per|every|each|about every"),
    (
        Meaning::Rate { leads: false },
        "a second|a minute|an hour|a day|a night|a week|a fortnight|a month|a quarter|a year|a decade|a head|\
         a person|apiece|/ second|/ minute|/ hour|/ day|/ week|/ month|/ year",
    ),
    (
        Meaning::Rate { leads: true },
        "per second|per minute|per hour|per day|per night|per week|per month|per quarter|per year|\
         per decade|per annum|per capita|per head|per person|per household|every second|every minute|\
         every hour|every day|every night|every week|every month|every year|every decade|every single day|\
         every single month|each minute|each hour|each day|each night|each week|each month|each year|\
         hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|yearly|annually|annual",
    ),
    (
        Meaning::Spoils("it cannot be told whether the number is a rate"),
        "a day after|a week after|a month after|a year after|a day before|a week before|a month before|\
         a year before|a day into|a week into|a month into|a year into",
    ),
    (Meaning::Ago, "ago|earlier|later|am|pm|a . m .|p . m .|a . m|p . m|o'clock|gmt|utc|hours gmt|hrs gmt"),
    (
        Meaning::Month { capital: true },
        "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|\
         apr|jun|jul|aug|sep|sept|oct|nov|dec",
    ),
    (
        Meaning::Designator,
        "unit|brigade|regiment|battalion|division|corps|army|group|flight|resolution|article|articles|room|\
         bureau|office|no .|nos .|number|numbers|chapter|section|page|pages|paragraph|para|para.|route|\
         highway|hill|boeing|airbus|phase|level|type|model|mark|day|week|month|year|hour|aged|age|school|\
         hospital|station|block|sector|district|zone|order|decree|protocol|annex|figure|table|item|case no|\
         version|world war|channel|gate|line|platform|apartment|building|house|point|ward|precinct|size|\
         grade|stage|category|cat|formula|area|vol|volume",
    ),
    (
        Meaning::Ordinal,
        "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|twentieth|hundredth|\
         thousandth|quarter",
    ),
    (Meaning::OrdinalEnding, "st|nd|rd|th"),
    (Meaning::No, "no"),
    (Meaning::Nothing, "none|nobody|no one|no - one"),
    (
        Meaning::Countable,
        "losses|loss|casualties|casualty|deaths|death|dead|killed|wounded|hurt|harmed|injured|injuries|\
         injury|fatalities|fatality|victims|victim|soldiers|soldier|troops|people|person|persons|civilians|\
         men|women|children|prisoners|captured|missing|survivors|personnel|fighters|servicemen|hostages|\
         militants|combatants|refugees|residents|officers|died|cases|arrests|strikes|attacks|drones|\
         missiles|tanks|vehicles|protesters|demonstrators|lost|households|homes|jobs|users|tonnes of",
    ),
    (
        Meaning::Change,
        "rose|risen|rise|rising|rises|grew|grown|growing|increased|increase|increases|increasing|fell|\
         fallen|fall to|falling|dropped|drop|declined|decline|raised|climbed|jumped|cut|up|down|reduced|\
         lowered|went|gone|changed|swelled|shrank|shrunk|surged|slumped|expanded",
    ),
    (Meaning::Revised, "revised|updated|upgraded|downgraded"),
    (
        Meaning::Nil,
        "shot down|shoot down|shooting down|brought down|gunned down|mowed down|downed|blew up|blown up|\
         blow up|rounded up|broken down|up to now|up to date|up to this point|up to the present|\
         up to speed|some of|over time|over there|more than expected|more than usual|no doubt|no longer|\
         under fire|under attack|under way|second to none|first of all|at first|for the first time|\
         the second time|over and over|around the clock|or otherwise|close to the",
    ),
    (
        PART,
        "thirds|quarters|fifths|tenths|halves|one of|quarter of|third of|fifth of|tenth of|one quarter|\
         half of|half the|one in|majority of the",
    ),
    (
        MULTIPLE,
        "twice|thrice|double|doubled|doubling|doubles|triple|tripled|tripling|quadruple|quadrupled|twofold|\
         threefold|fourfold|fivefold|tenfold|hundredfold|fold|as many|as much|times as many|times as much|\
         times more|times the|half as many",
    ),
    (Meaning::Spoils("`up too` is not known; did you mean `up to`?"), "up too|upp to|op to"),
    (Meaning::Spoils("the number multiplies something that is not said"), "times|x|×|time|multi"),
    (
        DENIED,
        "not|never|neither|nor|without|denied|denies|deny|denying|rather than|instead of|except|excluding|\
         excludes|other than|isn't|wasn't|aren't|weren't|hasn't|haven't|didn't|doesn't|don't|cannot|can't|\
         won't|false|wrong|untrue|nowhere near|far from|all but",
    ),
    (
        OF_A_WHOLE,
        "including|includes|included|among them|of whom|of which|of them|most of|most of the|some of the|\
         many of the|part of the|rest of the|remaining|remainder|few of|few of the|several of|\
         several of the|each of|nearly all|nearly all of|almost all|almost all of|all but|every one of|\
         majority of|minority of|out of|more of|members of the",
    ),
    (
        Meaning::Spoils("the number is added to or taken from one that is not said"),
        "minus|up from|down from|fewer|less|plus another|on top of|compared with|compared to|versus|vs",
    ),
];
