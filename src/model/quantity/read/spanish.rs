//! Spanish.

use std::sync::LazyLock;

use super::super::convention::HowMany::{Couple, Several};
use super::digits::Digits;
use super::english::{is_latin, no_split};
use super::hedge::Hedges;
use super::lexicon::Meaning::{self, After, Before, Either, HowMany, Number, Plural, Round, Scale, Weak};
use super::lexicon::Side::{Approx, AtLeast, AtMost, LessThan, MoreThan};
use super::lexicon::{Language, Lexicon};
use super::misspelt::Spelling;

pub(super) static SPANISH: Language = Language {
    tag: "es",
    name: "Spanish",
    digits: Digits { grouping: &['.', ' ', '\u{a0}', '\u{202f}', '\u{2009}'], decimal: &[','] },
    and_after_tens: true,
    spelled: |_| None,
    split: no_split,
    writes: is_latin,
    spelling: SPELLING,
    hedges: HEDGES,
    lexicon: LazyLock::new(|| Lexicon::of(PHRASES)),
};

const HEDGES: Hedges = Hedges {
    links: "y|e|o|pero|aunque|quizá|quizás|tal|posiblemente|probablemente|si",
    around: "el|la|los|las|no|que|número|cifra|real|verdadero|verdadera|podría|podrían|puede|pueden|\
             podrá|haber|ser|sea|es|son|incluso|aún|todavía|mucho|muchos|muchas|quizá|quizás|tal|vez|\
             posiblemente|probablemente|bastante|hasta|haya",
    more: "más|mayor|superior",
    fewer: "menos|menor|inferior",
};

const SPELLING: Spelling = Spelling {
    numbers: "",
    degrees: "grandes|graves|importantes|considerables|numerosas|cuantiosas",
    others: "nuevo|nueva|nuevos|cuarto|casa|caso|casos|cerco|once|millas|ocio|tercio|sobra|dosis|\
              unas|seise|dice|baja|bajas|bajos|tras|vara|quinta|minimal",
};

const PHRASES: &[(Meaning, &str)] = &[
    (Number(0.0), "cero"),
    (Number(2.0), "dos"),
    (Number(3.0), "tres"),
    (Number(4.0), "cuatro"),
    (Number(5.0), "cinco"),
    (Number(6.0), "seis|media docena"),
    (Number(7.0), "siete"),
    (Number(8.0), "ocho"),
    (Number(9.0), "nueve"),
    (Number(10.0), "diez"),
    (Number(11.0), "once"),
    (Number(12.0), "doce|una docena"),
    (Number(13.0), "trece"),
    (Number(14.0), "catorce"),
    (Number(15.0), "quince"),
    (Number(16.0), "dieciséis"),
    (Number(17.0), "diecisiete"),
    (Number(18.0), "dieciocho"),
    (Number(19.0), "diecinueve"),
    (Number(20.0), "veinte"),
    (Number(21.0), "veintiuno|veintiún|veintiuna"),
    (Number(22.0), "veintidós"),
    (Number(23.0), "veintitrés"),
    (Number(24.0), "veinticuatro"),
    (Number(25.0), "veinticinco"),
    (Number(26.0), "veintiséis"),
    (Number(27.0), "veintisiete"),
    (Number(28.0), "veintiocho"),
    (Number(29.0), "veintinueve"),
    (Number(30.0), "treinta"),
    (Number(40.0), "cuarenta"),
    (Number(50.0), "cincuenta"),
    (Number(60.0), "sesenta"),
    (Number(70.0), "setenta"),
    (Number(80.0), "ochenta"),
    (Number(90.0), "noventa"),
    (Number(100.0), "cien|ciento"),
    (Number(200.0), "doscientos|doscientas"),
    (Number(300.0), "trescientos|trescientas"),
    (Number(400.0), "cuatrocientos|cuatrocientas"),
    (Number(500.0), "quinientos|quinientas"),
    (Number(600.0), "seiscientos|seiscientas"),
    (Number(700.0), "setecientos|setecientas"),
    (Number(800.0), "ochocientos|ochocientas"),
    (Number(900.0), "novecientos|novecientas"),
    (Number(500_000.0), "medio millón"),
    (Round(10.0), "una decena"),
    (Round(15.0), "una quincena"),
    (Round(20.0), "una veintena"),
    (Round(30.0), "una treintena"),
    (Round(40.0), "una cuarentena"),
    (Round(50.0), "una cincuentena"),
    (Round(100.0), "un centenar|una centena"),
    (Round(1000.0), "un millar"),
    (Scale(1, 1e3), "mil"),
    (Scale(1, 1e6), "millón|mill|mm"),
    (Scale(1, 1e9), "mil millones|millardo"),
    (Scale(1, 1e12), "billón"),
    (Plural(10, 1.0), "decenas"),
    (Plural(12, 1.0), "docenas"),
    (Plural(100, 1.0), "centenares|cientos|centenas"),
    (Plural(1, 1e3), "miles|millares"),
    (Plural(10, 1e3), "decenas de miles|decenas de millares"),
    (Plural(100, 1e3), "cientos de miles|centenares de miles"),
    (Plural(1, 1e6), "millones"),
    (Plural(10, 1e6), "decenas de millones"),
    (Plural(100, 1e6), "cientos de millones|centenares de millones"),
    (Plural(1, 1e9), "miles de millones"),
    (Plural(1, 1e12), "billones"),
    (HowMany(Several), "varios|varias|algunos|algunas|unos pocos|unas pocas|un puñado|un puñado de"),
    (HowMany(Couple), "un par de|un par"),
    (Meaning::Half, "medio|media"),
    (Meaning::Article, "un|una"),
    (
        Before(Approx),
        "unos|unas|cerca de|alrededor de|casi|en torno a|en torno de|estimado en|estimados en|\
         se estima en|del orden de|próximo a",
    ),
    (Either(Approx), "aproximadamente|más o menos"),
    (Weak(Approx), "hacia|sobre"),
    (
        Before(MoreThan),
        "más de|superior a|superiores a|por encima de|mucho más de|algo más de|poco más de|supera los|\
         superan los|supera las|superó los|superaron los",
    ),
    (Before(AtLeast), "no menos de|un mínimo de|mínimo|cuando menos"),
    (Either(AtLeast), "al menos|por lo menos|como mínimo"),
    (Before(LessThan), "menos de|inferior a|inferiores a|por debajo de|algo menos de|poco menos de"),
    (Before(AtMost), "hasta|no más de|un máximo de|máximo"),
    (Either(AtMost), "como máximo|a lo sumo|como mucho"),
    (
        After(AtLeast),
        "o más|y más|quizás más|y quizás más|y quizá más|o incluso más|y posiblemente más|en adelante",
    ),
    (After(AtMost), "o menos|y menos"),
    (After(Approx), "aprox|y pico"),
    (Meaning::Between, "entre"),
    (Meaning::To, "a"),
    (Meaning::And, "y|e|pero"),
    (Meaning::Or, "o|u|si no"),
    (
        Meaning::Possibly,
        "quizás|quizá|tal vez|posiblemente|probablemente|y posiblemente|y quizás|o incluso|acaso",
    ),
    (Meaning::Best, "lo más probable|mejor estimación|estimación central"),
    (
        Meaning::Filler,
        "de|del|en total|un total de|total de|exactamente|precisamente|solo|sólo|solamente|apenas|otros|\
         otras|incluso|todos los|de los|de las",
    ),
    (Meaning::Definite, "el|la|los|las|sus|su|estos|esos"),
    (Meaning::Percent, "por ciento"),
    (
        Meaning::Unit,
        "puntos porcentuales|kilómetros|kilómetro|metros|metro|m|toneladas|tonelada|t|kilogramos|kilos|\
         hectáreas|kilómetros cuadrados|metros cuadrados|litros|barriles|grados|kilómetros por hora|\
         kilómetros por segundo|megavatios|gigavatios",
    ),
    (Meaning::Unit, "euros|euro|de euros|dólares|dólar|de dólares|rublos|grivnas|libras|pesos|francos"),
    (
        Meaning::TimeUnit,
        "segundo|segundos|minuto|minutos|hora|horas|día|días|noche|noches|semana|semanas|mes|meses|año|\
         años|década|décadas|siglo|siglos",
    ),
    (
        Meaning::Time,
        "en|durante|desde|tras|después de|antes de|dentro de|último|última|últimas|últimos|pasado|pasada|\
         próximos|próximas|a finales de|a principios de|finales de|principios de|cada|por|hace|primavera|\
         verano|otoño|invierno|a mediados de",
    ),
    (
        Meaning::Rate { leads: true },
        "por segundo|por minuto|por hora|por día|por noche|por semana|por mes|por año|por persona|cada hora|\
         cada día|cada noche|cada semana|cada mes|cada año|diariamente|mensualmente|anualmente",
    ),
    (
        Meaning::Rate { leads: false },
        "a la hora|al día|a la semana|al mes|al año|diarios|diarias|semanales|mensuales|anuales",
    ),
    (Meaning::Ago, "antes|después|más tarde"),
    (
        Meaning::Month { capital: false },
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|\
         diciembre|ene|feb|abr|jun|jul|ago|sept|oct|nov|dic",
    ),
    (
        Meaning::Designator,
        "unidad|brigada|regimiento|batallón|división|resolución|artículo|página|número|n º|n °|núm|vuelo|\
         capítulo|grupo|día|semana",
    ),
    (Meaning::OrdinalEnding, "ª|º|er|ro|ra|do|da|to|ta"),
    (Meaning::Ordinal, "tercera|cuarta|quinta|décima"),
    (Meaning::No, "ningún|ninguna|ninguno"),
    (
        Meaning::Nothing,
        "no hubo bajas|no hubo víctimas|no hubo muertos|nadie|ninguna baja|ningún muerto|sin bajas|\
         sin víctimas",
    ),
    (
        Meaning::Countable,
        "bajas|baja|pérdidas|muertos|muerto|muertes|heridos|herido|víctimas|víctima|soldados|soldado|\
         militares|tropas|hombres|personas|civiles|niños|mujeres|prisioneros|desaparecidos|combatientes|\
         casos|drones|misiles|tanques",
    ),
    (
        Meaning::Change,
        "aumentó|aumentaron|aumentado|aumento|subió|subieron|subido|creció|crecieron|crecido|bajó|bajaron|\
         cayó|cayeron|caído|disminuyó|disminuyeron|redujo|redujeron|reducido|pasó|pasaron|pasado de",
    ),
    (
        Meaning::Hides("the words give a part of a number that is not said"),
        "mitad|tercio|tercios|cuarto|cuartos|quintos|décimos|mayoría|uno de|una de|uno de los|una de las",
    ),
    (
        Meaning::Hides("the words compare with a number that is not said"),
        "doble|duplicado|duplicó|duplicaron|triple|triplicado|triplicó|cuádruple|tantos|tantas",
    ),
    (Meaning::Spoils("the number multiplies something that is not said"), "veces|vez"),
    (
        Meaning::Spoils("the number is denied or excluded"),
        "no|ni|nunca|jamás|sin|excepto|salvo|en lugar de|en vez de|negó|niega|desmintió|desmiente|falso|\
         menos",
    ),
    (
        Meaning::Spoils("the number is of a whole of which another part is meant, or a part of a whole"),
        "incluidos|incluidas|incluyendo|de ellos|de ellas|de los cuales|de las cuales|entre ellos|\
         entre ellas|el resto|la mayoría de|casi todos los",
    ),
];
