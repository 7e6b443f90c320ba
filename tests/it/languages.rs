//! Texts in Spanish, French, German and Portuguese, and in languages that have no tables.

use dateline::article::{Article, Tag};
use dateline::classify::{Context, Tagger};
use dateline::text::SafeText;

/// The countries a text names, parted by spaces; the regions it has, and after `-` those it has not; the text.
type Case = (&'static str, &'static str, &'static str);

fn article(language: &str, text: &str) -> Article {
    let mut article = Article::plain("", [text]);
    article.language = Some(SafeText::label(language));
    article
}

fn codes<'a>(tags: impl IntoIterator<Item = &'a Tag>) -> Vec<&'a str> {
    tags.into_iter().map(|tag| tag.code.as_str()).collect()
}

/// Every text names the countries it is told to name and no others, whether it is about them or not.
fn check(language: &str, cases: &[Case]) {
    let tagger = Tagger::new();
    let mut failures = String::new();
    for (countries, regions, text) in cases {
        let tags = tagger.tag(&article(language, text));
        let mut found = codes(tags.countries.iter().chain(&tags.mentioned));
        let mut wanted: Vec<&str> = countries.split_whitespace().collect();
        found.sort_unstable();
        wanted.sort_unstable();
        let found_regions = codes(&tags.regions);
        let as_told = |region: &str| match region.strip_prefix('-') {
            Some(region) => !found_regions.contains(&region),
            None => found_regions.contains(&region),
        };
        if found != wanted || !regions.split_whitespace().all(as_told) {
            failures.extend([format!("{found:?} {found_regions:?}, not {countries} {regions}: {text}\n")]);
        }
        assert!(tags.topics.is_empty(), "topics are told in English only: {text}");
    }
    assert!(failures.is_empty(), "{language}:\n{failures}");
}

#[test]
fn a_text_in_a_language_without_tables_has_no_tags_but_its_home() {
    let tagger = Tagger::new();
    let italian = "Il presidente della Francia ha incontrato a Niger e Mali i ministri di Iran e Israele, war and peace.";
    for language in ["it", "ca", "und", "nl-BE", "zh-Hant", "x"] {
        let article = article(language, italian);
        let tags = tagger.tag(&article);
        assert!(
            tags.countries.is_empty() && tags.mentioned.is_empty(),
            "{language}: {:?}",
            codes(&tags.countries)
        );
        assert!(tags.regions.is_empty() && tags.topics.is_empty(), "{language}");
        let context = Context { home: tagger.home("IT"), ..Context::default() };
        assert_eq!(codes(&tagger.tag_in(context, &article).countries), ["IT"], "{language}");
    }
}

#[test]
fn the_language_is_read_from_the_first_part_of_its_tag() {
    let tagger = Tagger::new();
    for (language, text) in [
        ("pt-BR", "Irã"),
        ("PT", "Irão"),
        ("de-AT", "im Iran"),
        ("es_MX", "Irán"),
        ("fr-CA", "l’Iran"),
        ("en-GB", "Iran"),
    ] {
        let tags = tagger.tag(&article(language, &format!("{text} 12.")));
        assert_eq!(codes(&tags.countries), ["IR"], "{language}");
    }
    let mut unknown = article("en", "Iran and Niger talk.");
    unknown.language = None;
    assert_eq!(
        codes(&tagger.tag(&unknown).countries),
        ["IR", "NE"],
        "where nothing is known it is read as English"
    );
}

#[test]
fn names_of_one_language_say_nothing_in_another() {
    let tagger = Tagger::new();
    for (language, text) in [
        ("es", "Germany, Spanien, Allemagne und Alemanha"),
        ("fr", "Germany, Spanien, Alemania, the Dutch"),
        ("de", "Germany, Alemania, Allemagne, German"),
        ("pt", "Germany, Allemagne, Deutschland, the Greeks"),
        ("en", "Alemania, Allemagne, Deutschland, Moskau"),
    ] {
        let tags = tagger.tag(&article(language, text));
        assert!(tags.countries.is_empty(), "{language}: {:?} for {text}", codes(&tags.countries));
    }
}

#[test]
fn explanations_tell_the_words_of_the_language() {
    let tagger = Tagger::new();
    let explanation = tagger.explain(&article("fr", "Le Niger et les Nigériens ; un porto niger."));
    let words: Vec<&str> = explanation
        .countries
        .iter()
        .flat_map(|country| &country.words)
        .map(|word| word.text.as_str())
        .collect();
    assert_eq!(words, ["Niger", "Nigériens"]);
}

const SPANISH: &[Case] = &[
    ("FR DE", "", "Francia y Alemania firmaron un acuerdo sobre inmigración."),
    ("FR", "", "Las autoridades francesas detuvieron a dos personas en el puerto."),
    ("US CN", "", "El presidente estadounidense habló por teléfono con su homólogo chino."),
    ("CO VE", "", "La frontera colombo-venezolana reabrió; los comerciantes colombianos celebraron."),
    ("US", "", "La Casa Blanca rechazó la propuesta del Congreso."),
    ("US", "", "EE.UU. impone nuevas sanciones, y EE. UU. promete más."),
    ("GB US", "", "El Reino Unido y EEUU coordinan su respuesta."),
    ("BO", "", "Miles de personas marcharon en La Paz contra el alza de los combustibles."),
    ("", "", "La paz es frágil en la región, dijo el enviado."),
    ("NE", "sahel 011", "La junta de Níger expulsó al embajador; los nigerinos salieron a la calle."),
    ("NG NE", "", "Nigeria cerró su frontera con Níger tras el golpe."),
    ("GN", "", "El Gobierno de Guinea anunció elecciones en Conakri."),
    ("GQ", "", "Malabo, capital de Guinea Ecuatorial, acoge la cumbre."),
    ("GW", "", "La oposición de Guinea-Bisáu denuncia fraude."),
    ("PG", "", "Un deslizamiento de tierra sepultó una aldea en Papúa Nueva Guinea."),
    ("ES", "", "Los vecinos de Granada, Sevilla y Málaga sufren la sequía."),
    ("", "", "Lanzaron una granada contra la comisaría y hubo tres heridos."),
    ("", "", "La reunión terminó sin acuerdo. Reunión de urgencia este lunes."),
    ("UA RU", "", "Moscú y Kiev intercambian prisioneros de guerra."),
    ("GB", "", "La policía de Londres investiga el robo de un cuadro."),
    ("", "150 eu", "La Unión Europea debate el presupuesto y la UE pide calma."),
    ("", "nato", "La OTAN refuerza su flanco oriental."),
    ("", "middle-east", "Crece la tensión en Oriente Medio, advierte la ONU."),
    ("", "011 ecowas", "La CEDEAO impuso sanciones en África Occidental."),
    ("", "", "El chile y la lima suben de precio en los mercados."),
    ("CL", "", "El precio del cobre subió en Chile por la huelga."),
    ("JO", "", "El rey de Jordania recibió a los refugiados jordanos."),
    ("", "", "Michael Jordan y Paris Hilton cenaron juntos."),
    ("MX", "", "MÉXICO CIERRA DOS PUERTOS POR EL HURACÁN"),
    ("KP KR", "", "Corea del Norte disparó un misil; los surcoreanos activaron la alerta."),
    ("SV", "", "El Salvador extiende el régimen de excepción."),
    ("PA", "", "El Canal de Panamá reduce el tránsito por la falta de lluvia."),
    ("", "", "Los alumnos leen en inglés y hablan de la lengua francesa."),
    ("", "", "El jugador comió ensaladilla rusa y subió a la montaña rusa."),
    ("IR", "", "El Gobierno irani\u{301} negó las acusaciones."),
    ("SA", "", "Arabia Saudita recorta la producción de crudo, según Riad."),
    ("ZA", "018", "Los mineros sudafricanos ganan el juicio en Ciudad del Cabo."),
    ("CD", "", "Los combates en Goma obligan a huir a miles de congoleños."),
    ("", "", "El dólar canadiense y el franco suizo bajaron."),
    ("PS IL", "", "El Ejército israelí bombardeó la Franja de Gaza."),
    ("VA", "", "El Vaticano confirmó el viaje del papa."),
    ("AR", "", "El peso argentino y el dólar cerraron estables en Buenos Aires."),
    ("DE", "", "El canciller Merz habló ante el Bundestag."),
    ("IN", "", "El primer ministro Modi inauguró un puente en Bombay."),
    ("", "", "Un níger y un chad así escritos no dicen nada, dijo el maestro."),
    ("", "419 -CU", "Los países de América Latina y el Caribe se reúnen."),
    ("AE", "", "Los Emiratos Árabes Unidos acogen la feria; los emiratíes aplauden."),
    ("CZ", "", "La República checa elige presidente."),
    ("IN", "", "La India lanza un satélite; sin los indios no habría acuerdo, dice Nueva Delhi."),
    ("FK GB AR", "", "El contencioso por las islas Malvinas vuelve a enfrentar a Londres y Buenos Aires."),
    ("AF", "", "Los talibanes prohíben la música en Kabul."),
    ("CL", "", "Santiago amaneció con nieve; los chilenos la fotografiaron."),
    ("YE", "", "Los hutíes reivindican el ataque en el mar Rojo."),
    ("DO HT", "", "Santo Domingo cierra la frontera con Haití; dominicanos y haitianos protestan."),
    ("ES", "", "Cataluña aprueba su ley; los catalanes opinan, los vascos también."),
    ("AR", "", "El club de Córdoba (Argentina) ganó la final."),
    ("LB IL", "", "El Líbano pide ayuda tras el bombardeo israelí de Beirut."),
    ("MK", "", "Macedonia del Norte acoge la cumbre."),
    ("EH MA", "", "Los saharauis reclaman el Sáhara Occidental a Marruecos."),
    ("SS", "", "Sudán del Sur aplaza las elecciones en Yuba."),
    ("BA", "", "Los bosnios recuerdan Srebrenica."),
    ("US", "", "En Nueva York y Los Ángeles los californianos y los neoyorquinos votan."),
    ("EC", "", "El ecuador del mandato llega sin acuerdo, pero Ecuador y los ecuatorianos esperan."),
    ("", "", "La guerra fría y el muro de Berlín entran en el examen."),
    ("HK", "", "La policía de Hong Kong detuvo a un hongkonés."),
    ("DE", "", "Un tribunal de Fráncfort multa al banco alemán."),
    ("PR", "", "Los puertorriqueños reciben ayuda en San Juan."),
    ("NI", "", "Los nicaragüenses huyen, dice Managua."),
    ("UY PY", "", "Uruguayos y paraguayos juegan hoy."),
    ("TR", "", "Erdogan habló en Estambul; el Gobierno turco confirmó."),
    ("VE", "", "El chavismo y la oposición dialogan en Caracas."),
    ("", "", "Virginia y Montserrat, mis primas, viven con Guadalupe y Mauricio."),
    ("NL", "", "Un tribunal de La Haya, en Países Bajos, dicta sentencia."),
    ("PH", "", "Filipinas evacúa a miles por el tifón; los filipinos esperan."),
    ("SN", "011", "Senegal: los pescadores senegaleses bloquean Dakar."),
    ("GT", "", "Guatemaltecos en las calles de Ciudad de Guatemala."),
    ("BE", "eu", "La policía belga registra una oficina del Parlamento Europeo."),
    ("KE", "", "El ruto del tractor molesta al keniano."),
    ("FR", "", "París y los parisinos acogen los Juegos."),
    ("", "gulf middle-east", "Los países del Golfo buscan una salida."),
    ("", "balkans 150", "La llegada de migrantes por los Balcanes a Europa baja."),
    ("CN", "", "Tension en el mar de China Meridional, advierte Pekín."),
    (
        "",
        "",
        "El proyecto con fines educativos fue presentado, informa Europa Press a partir de France-Presse.",
    ),
    ("AR", "", "El equipo viajó a Córdoba para jugar con los argentinos."),
    ("GE", "", "Georgia vota; los georgianos esperan los resultados en Tiflis."),
    ("HN", "", "Tegucigalpa: la policía hondureña captura al alcalde."),
    ("", "142", "Las bolsas asiáticas cierran al alza."),
];

const FRENCH: &[Case] = &[
    ("FR", "", "Les députés français ont adopté le texte à l'Assemblée."),
    ("FR DE", "", "La France et l’Allemagne signent un accord."),
    ("IR IL", "", "L'Iran accuse l’armée d’Israël d'avoir frappé un site."),
    ("CI", "", "Les producteurs de cacao de Côte d'Ivoire protestent ; les Ivoiriens attendent."),
    ("NE", "sahel", "Le Niger suspend la coopération ; les autorités nigériennes s’expliquent à Niamey."),
    ("NG", "", "Les écoles nigérianes rouvrent à Abuja."),
    ("", "", "Le fleuve Niger est en crue et la manche du vêtement est niger."),
    ("US", "", "La Maison-Blanche dément ; la Maison Blanche confirme."),
    ("US", "", "Les États-Unis imposent des droits de douane."),
    ("US", "", "Les É.-U. et l’ambassade ont réagi."),
    ("CD", "", "Des combats ont éclaté à Goma, en RDC, selon l’armée congolaise."),
    ("BF ML", "sahel", "Ouagadougou et Bamako quittent l’organisation."),
    ("", "011 ecowas", "La Cédéao appelle au dialogue en Afrique de l’Ouest."),
    ("", "middle-east", "Une tournée au Proche-Orient puis au Moyen-Orient."),
    ("", "eu", "L'UE et la Commission européenne préparent une loi."),
    ("MA DZ", "", "Le Maroc et l'Algérie rouvrent leur frontière, se félicitent les Marocains."),
    ("SV", "", "Le président du Salvador, Nayib Bukele, est réélu."),
    ("", "", "Maurice Dupont et Dominique Martin se sont mariés."),
    ("MU", "", "À Port-Louis, l’île Maurice célèbre son indépendance, disent les Mauriciens."),
    ("NL", "", "Les Pays-Bas accueillent la cour ; les Néerlandais votent."),
    ("", "", "Les pays de la région se réunissent demain."),
    ("EG", "", "Au Caire, les médiateurs égyptiens poursuivent leurs efforts."),
    ("UA RU", "", "L’Ukraine dit avoir abattu vingt drones russes près de Kharkiv."),
    ("SY", "", "Les rebelles sont entrés à Alep, puis à Damas."),
    ("", "", "La dame porte une robe damas et mange des dindes."),
    ("ES", "", "Les Catalans votent ; Madrid reste prudente."),
    ("GB", "", "Londres et les Britanniques attendent le budget, au pays de Galles aussi."),
    ("CH", "", "Les Suisses rejettent l'initiative ; la presse suisse commente."),
    ("CL", "", "Un séisme secoue le nord du Chili."),
    ("", "", "Il parle en anglais et étudie la langue russe."),
    ("", "", "Les montagnes russes du parc et le couteau suisse se vendent bien."),
    ("TD", "", "Le Tchad ferme sa frontière ; N’Djamena s'inquiète."),
    ("VN", "", "Le Viêt Nam et Hanoï signent."),
    ("KP", "", "La Coree du Nord a tire un missile."),
    ("BY", "", "LA BIÉLORUSSIE LIBÈRE DES PRISONNIERS"),
    ("SN", "", "Les lutteurs sénégalais s’affrontent à Dakar."),
    ("TH", "", "Les autorités thaïlandaises ont ouvert une enquête."),
    ("SS SD", "", "Le Soudan du Sud et le Soudan négocient."),
    ("GQ GN", "", "La Guinée équatoriale affronte la Guinée."),
    ("LU", "", "Le Luxembourg augmente le salaire minimum."),
    ("", "maghreb 009", "Du Maghreb à l’Océanie, les températures montent."),
    ("", "", "Le franc suisse et le dollar canadien ont reculé."),
    ("GF FR", "", "La Guyane attend des renforts, promet Matignon."),
    ("NC FR", "", "En Nouvelle-Calédonie, les Kanak et l’État français se parlent."),
    ("AZ AM", "", "L’Azerbaïdjan et l'Arménie signent sur le Haut-Karabakh."),
    ("MM", "", "La junte birmane bombarde, la Birmanie brûle."),
    ("CF", "", "En Centrafrique, Bangui accueille des soldats."),
    ("AE", "", "Les Émirats arabes unis achètent des avions."),
    ("GE", "", "Tbilissi adopte la loi, des Géorgiens manifestent."),
    ("PG", "", "En Papouasie-Nouvelle-Guinée, un village enseveli."),
    ("RE", "", "À La Réunion, le cyclone approche, les Réunionnais s'abritent."),
    ("", "", "La réunion est reportée. Réunion à huis clos."),
    ("", "", "Il habite à Tours, elle à Nice; la place d'Italie est vide."),
    ("FR", "", "De Lyon à Marseille, la SNCF supprime des trains."),
    ("TW CN", "", "Taïwan dénonce les manœuvres chinoises."),
    ("AF", "", "Les talibans ferment les écoles afghanes."),
    ("CV", "", "Le Cap-Vert vote."),
    ("NZ", "", "La Nouvelle-Zélande compte ses moutons, les Néo-Zélandais aussi."),
    ("BA", "", "La Bosnie-Herzégovine en crise."),
    ("ZA", "", "L’Afrique du Sud accueille le sommet; Pretoria et Le Cap se préparent."),
    ("", "", "Un café corsé, le cap et la porte sont fermés."),
    ("GR", "", "Les Grecs et la Grèce fêtent Athènes."),
    ("TR", "", "La Turquie et les Turcs, la lire turque."),
    ("JP", "", "Le gouvernement nippon et Tokyo renoncent."),
    ("DE", "", "Le chancelier allemand Friedrich Merz parle à Berlin."),
    ("CN US", "", "Le sommet sino-américain est annulé."),
    ("DZ", "", "La Kabylie brûle, Alger envoie des renforts."),
    ("CM", "", "Au Cameroun, Paul Biya promet; les Camerounais attendent à Yaoundé."),
    ("BJ TG", "", "Béninois et Togolais se disputent l'eau; Lomé et Cotonou négocient."),
    ("GN", "", "Conakry libère des opposants guinéens."),
    ("IT", "", "Rome et Milan sous la pluie, disent les Italiens."),
    ("HT", "", "Port-au-Prince, Haïti: les gangs avancent, les Haïtiens fuient."),
    ("US", "", "Washington et le Pentagone démentent, Donald Trump confirme."),
    ("QA", "", "Le Qatar accueille; les Qataris payent; Doha négocie."),
    ("SA YE", "", "L’Arabie saoudite frappe les Houthis au Yémen."),
    ("KZ", "", "Le Kazakhstan et les Kazakhs changent de capitale, Astana."),
    ("", "caucasus", "Le Caucase reste tendu."),
    ("", "asean 035", "L’ASEAN se réunit en Asie du Sud-Est."),
    ("", "039 -AQ", "L'Europe du Sud brûle."),
    ("", "", "Le ski nordique attire, écrit Le Parisien avec l'Agence France-Presse."),
    ("CH", "", "La presse romande commente le vote des Suisses."),
    ("CO", "", "Bogotá négocie avec les guérilleros, disent les Colombiens."),
    ("PH", "", "Un typhon frappe les Philippines ; les secours philippins arrivent."),
    ("", "142", "Les bourses asiatiques ont fini en hausse."),
];

const GERMAN: &[Case] = &[
    ("DE FR", "", "Deutschland und Frankreich beraten über den Haushalt."),
    ("RU UA", "", "Russische Truppen haben das ukrainische Dorf beschossen."),
    ("UA", "", "Die Hauptstadt Kiew wurde in der Nacht angegriffen; Selenskyj dankte."),
    ("US", "", "Das Weiße Haus wies die Vorwürfe zurück, ein Sprecher des Weißen Hauses schwieg."),
    ("US", "", "Die Vereinigten Staaten und die US-Regierung prüfen den Antrag."),
    ("US", "", "Der US-Präsident reist nach Alaska."),
    ("GB", "", "Das Vereinigte Königreich hat gewählt, die Briten auch."),
    ("FR", "", "Frankreichs Präsident und die französischen Gewerkschaften streiten."),
    ("TR", "", "Die Türkei öffnet die Grenze, türkische Soldaten rücken vor."),
    ("EG", "", "Aegypten und der Sueskanal: Kairo erhöht die Preise."),
    ("", "", "Das Essen in der Halle war gut, sagte der Gast."),
    ("AT", "", "In Österreich hat der Bundeskanzler zurückgezogen; in Graz und Linz wurde gefeiert."),
    ("DE", "", "Der Bundeskanzler sprach im Bundestag."),
    ("CH", "", "Die Schweizer Behörden und die Zürcher Polizei warnen."),
    ("PL", "", "Polen schließt einen Grenzübergang, teilte Warschau mit."),
    ("CI", "011", "An der Elfenbeinküste sind die Kakaopreise gestiegen."),
    ("CD", "", "In der Demokratischen Republik Kongo fliehen Tausende aus Goma."),
    (
        "NE NG",
        "",
        "Niger und Nigeria reden wieder; die nigrische Junta stimmte zu, nigerianische Händler hoffen.",
    ),
    ("", "middle-east", "Im Nahen Osten wächst die Sorge vor einem Krieg."),
    ("", "eu", "Die Europäische Union und die EU-Kommission planen Zölle."),
    ("", "nato", "Die Nato berät in der kommenden Woche."),
    ("IT", "", "Italiener und Italienerinnen wählen ein neues Parlament."),
    ("KR KP", "", "Südkorea meldet einen Raketentest Nordkoreas."),
    ("CN", "", "Chinas Ausfuhren sind gestiegen, heißt es in Peking."),
    ("", "", "Die Neue Zürcher Zeitung und die Frankfurter Allgemeine berichten."),
    ("", "", "Sie spricht Englisch und liest auf Französisch."),
    ("IR", "", "Teheran weist die Kritik zurück, iranische Medien schweigen."),
    ("SA", "", "Saudi-Arabiens Kronprinz empfängt Gäste in Riad."),
    ("NL", "", "Die Niederländer stimmen über ein Gesetz ab."),
    ("CZ", "", "Die Tschechische Republik erhöht die Renten."),
    ("", "011", "Westafrikanische Staaten beraten in einer Sondersitzung."),
    ("", "sahel", "In der Sahelzone fehlt das Wasser."),
    ("BR", "", "Brasiliens Präsident Lula reist ab; die brasilianische Börse fällt."),
    ("IL PS", "", "Israelische Panzer rückten in den Gazastreifen vor."),
    ("", "", "Der Schweizer Franken und der US-Dollar stiegen."),
    ("IS", "", "Auf Island ist ein Vulkan ausgebrochen."),
    ("GE", "", "Georgiens Parlament verabschiedet das umstrittene Gesetz."),
    ("MM", "", "Myanmars Militär greift Dörfer an."),
    ("AU", "", "AUSTRALIEN VERBIETET SOZIALE NETZE FÜR KINDER"),
    ("HU RU", "", "Ungarns Regierungschef Orban reist nach Moskau."),
    ("UA RU", "", "Der Ukraine-Krieg und die Russland-Sanktionen belasten."),
    ("", "eu", "Die EU-Staaten und das Europäische Parlament streiten."),
    ("DE", "", "Die Bundesregierung und die Deutschen sparen; deutsche Städte klagen."),
    ("AT", "", "Wien: Österreichs Kanzler tritt ab, die Wiener ÖVP jubelt."),
    ("CH", "", "Der Bundesrat in Bern entscheidet; die Schweiz wartet."),
    ("ES", "", "Katalanische Politiker reisen nach Madrid; Spanier und Spanierinnen streiken auf Mallorca."),
    ("IT", "", "In Mailand und Neapel streiken die Bahnen, auch in Südtirol."),
    ("DK GL", "", "Grönland gehört zu Dänemark, sagen die Dänen."),
    ("KE", "", "Kenianische Läufer gewinnen; Kenia jubelt in Nairobi."),
    ("MA", "", "Marokkanische Retter suchen nach Opfern in Marrakesch."),
    ("TD SD", "", "Der Tschad nimmt Flüchtlinge aus Darfur auf, sudanesische Familien warten."),
    ("LY", "", "Libysche Küstenwache stoppt Boote vor Tripolis; Bengasi meldet Tote in Libyen."),
    ("VA", "", "Der Vatikan wählt; der Heilige Stuhl schweigt."),
    ("JO", "", "Jordaniens König empfängt den Gast in Amman."),
    ("", "", "Michael Jordan trifft Paris Hilton."),
    ("GB", "", "Londons Bürgermeister und die Schotten protestieren; England verliert."),
    ("US", "", "In Kalifornien und New York brennt es, Amerikaner fliehen."),
    ("IN", "", "Indiens Regierung in Neu-Delhi beschließt; indische Bauern protestieren."),
    ("BY", "", "Belarus lässt Gefangene frei; Lukaschenko droht, Minsk schweigt."),
    ("PH", "", "Auf den Philippinen tobt ein Taifun; philippinische Helfer eilen."),
    ("NL", "", "In Den Haag tagt der Gerichtshof; die Niederlande sichern."),
    ("GR TR", "", "Griechenland und die Tuerkei streiten um Inseln; griechische Fischer klagen."),
    ("CL AR", "", "Chile und Argentinien einigen sich."),
    ("SY", "", "Syriens Übergangsregierung in Damaskus; Syrer kehren nach Aleppo zurück."),
    ("ET ER", "", "Äthiopien und Eritrea am Rande eines Kriegs, warnt Addis Abeba."),
    ("CU", "", "Auf Kuba fällt der Strom aus, Havanna ist dunkel."),
    ("", "029", "Ein Hurrikan zieht durch die Karibik."),
    ("", "balkans", "Auf dem Westbalkan wächst die Ungeduld."),
    ("", "005", "Südamerikanische Länder gründen eine Bank."),
    ("IE", "", "Irische Bauern und Dublin klagen."),
    ("", "", "Die Deutsche Bank und die Deutsche Bahn sparen."),
    ("", "", "Die Pole-Position ging an den Jüngsten, das Rote Kreuz half."),
    ("", "", "Am Samstag gibt es Wiener Würstchen."),
    ("VN", "", "Vietnams Parlament in Hanoi wählt."),
    ("ZA", "", "Suedafrikanische Richter in Kapstadt urteilen."),
    ("SE NO", "", "Schweden und Norwegen üben; schwedische Soldaten frieren."),
    ("MX", "", "Mexikos Präsidentin Sheinbaum reist nach Guadalajara."),
    ("LT LV EE", "baltics", "Litauen, Lettland und Estland trennen sich vom Netz, Balten jubeln."),
    ("BG RO", "", "Bulgarien und Rumänien treten bei; Sofia und Bukarest feiern."),
    ("HU PL", "", "Budapest und Warschau blockieren."),
    ("", "", "Die Sängerin Sofia Maier wirft sich in Posen, berichtet der Bayerische Rundfunk."),
    ("BG", "", "Bulgarische Bauern blockieren Sofia."),
    ("", "142", "Die asiatischen Börsen schließen im Plus."),
    ("PE", "", "Perus Regierung ruft in Lima den Notstand aus."),
];

const PORTUGUESE: &[Case] = &[
    ("BR", "", "O governo brasileiro vai enviar ajuda, anunciou o Planalto."),
    ("PT", "", "Os portugueses votam no domingo, em Lisboa e no Algarve."),
    ("US", "", "Os EUA anunciam tarifas; o presidente norte-americano falou."),
    ("US", "", "A Casa Branca não comentou."),
    ("AR", "", "Os argentinos protestam nas ruas de Buenos Aires."),
    ("CN", "", "A China compra mais soja, segundo os exportadores chineses."),
    ("RU UA", "", "Moscovo e Kiev negociam; os russos e os ucranianos desconfiam."),
    ("RU", "", "Moscou nega o ataque, diz o Kremlin."),
    ("DE", "", "Os alemães e as alemãs votam; a economia alemã encolhe."),
    ("FR", "", "O presidente da França recebeu os líderes franceses no Eliseu."),
    ("AO MZ", "", "Angola e Moçambique assinam acordo; angolanos e moçambicanos celebram."),
    ("GW", "", "A Guiné-Bissau realiza eleições, diz a imprensa guineense."),
    ("NE NG", "", "O Níger e a Nigéria reabrem a fronteira."),
    ("IR", "", "O Irã e os iranianos aguardam; o Irão, diz Teerão, não cede."),
    ("VN", "", "O Vietname e os vietnamitas celebram em Hanói."),
    ("", "", "O peru de Natal ficou mais caro e o porto está fechado."),
    ("PE", "", "O Peru decretou emergência em Lima e em Cusco."),
    ("", "", "Paulo Lima e Ana Souza são os novos diretores."),
    ("BR", "", "A polícia de Salvador e a do Recife prenderam dez suspeitos em Pernambuco."),
    ("SV", "", "El Salvador amplia o estado de exceção."),
    ("PS IL", "", "Israel bombardeou a Faixa de Gaza e a Cisjordânia."),
    ("", "middle-east", "A tensão no Médio Oriente e no Oriente Médio cresce."),
    ("", "419", "Os países da América Latina discutem o comércio."),
    ("", "eu", "A União Europeia e a UE aprovam o orçamento."),
    ("", "nato", "A OTAN e a Otan são a mesma aliança."),
    ("", "sahel", "A seca castiga o Sahel."),
    ("CI", "", "A Costa do Marfim exporta mais cacau."),
    ("CD", "", "Combates em Goma, na República Democrática do Congo."),
    ("ZA", "", "A África do Sul e os sul-africanos recordam Mandela."),
    ("GB", "", "Londres e os britânicos esperam o orçamento; a Escócia também."),
    ("JP", "", "O Japão e os japoneses enfrentam um tufão em Tóquio."),
    ("", "", "Para o presidente, a reunião foi boa. Reunião marcada para sexta."),
    ("", "", "O menino fala em inglês e estuda a língua francesa."),
    ("", "", "A montanha-russa e o canivete suíço fazem sucesso."),
    ("TL", "", "Os timorenses votam em Díli."),
    ("CV", "", "Cabo Verde recebe turistas; os cabo-verdianos agradecem."),
    ("MX", "", "MÉXICO FECHA DOIS PORTOS POR CAUSA DO FURACÃO"),
    ("CH", "", "Os suíços rejeitam a proposta; a imprensa suíça comenta."),
    ("VE", "", "Maduro discursa em Caracas para militares venezuelanos."),
    ("", "", "O dólar americano e o franco suíço subiram."),
    ("PT", "", "O primeiro-ministro Luís Montenegro falou no Porto, em Portugal."),
    ("ME", "", "Montenegro aderiu; os montenegrinos celebram em Podgorica."),
    ("BR", "", "O Supremo Tribunal Federal condenou; o STF decidiu em Minas Gerais."),
    ("BR", "", "Chove em São Paulo e no Rio de Janeiro, dizem os cariocas e os paulistas."),
    ("IN", "", "A Índia e os indianos celebram em Nova Déli."),
    ("MA", "", "Marrocos e os marroquinos, em Rabat e Casablanca."),
    ("CM", "", "Camarões derrota a seleção; os camaroneses festejam."),
    ("", "", "Comeram camarões e chinelos da china no porto."),
    ("ES", "", "Os catalães e os espanhóis votam na Catalunha e em Espanha."),
    ("PL", "", "A Polónia e a Polônia são o mesmo país, dizem os polacos e os poloneses."),
    ("KE ET", "", "Quênia e Etiópia; os quenianos correm em Adis Abeba."),
    ("SA", "", "A Arábia Saudita e os sauditas cortam petróleo."),
    ("EG", "", "O Egito e o Egipto; os egípcios do Cairo."),
    ("GN", "", "Na Guiné-Conacri, os militares de Conacri prometem eleições."),
    ("ST", "", "São Tomé e Príncipe vota; os são-tomenses também."),
    ("SS", "", "O Sudão do Sul adia eleições."),
    ("SY", "", "A Síria e os sírios de Alepo e de Damasco."),
    ("", "", "Comprou um damasco e uma granada romã na reunião."),
    ("TR", "", "A Turquia, os turcos, Ancara e Istambul."),
    ("US", "", "Nova York e Nova Iorque; os americanos da Califórnia e Washington."),
    ("CA", "", "O Canadá e os canadenses; Otava responde."),
    ("DK", "", "A Dinamarca e os dinamarqueses."),
    ("AF", "", "O Afeganistão e as afegãs; os talibãs em Cabul."),
    ("BO PY UY", "", "A Bolívia, o Paraguai e o Uruguai; bolivianos, paraguaios e uruguaios."),
    ("CO", "", "A Colômbia e os colombianos de Bogotá e Medellín."),
    ("CZ", "", "A República Tcheca e os tchecos de Praga."),
    ("", "", "A polícia checa a informação e para o trânsito."),
    ("NZ", "", "A Nova Zelândia e os neozelandeses."),
    ("YE", "", "Os houthis e o Iêmen; iemenitas fogem de Sanaa."),
    ("MM", "", "Mianmar, os birmaneses e os rohingyas."),
    ("TH", "", "A Tailândia e os tailandeses em Bangcoc."),
    ("VA", "", "O Vaticano e a Santa Sé."),
    ("", "035", "O Sudeste Asiático e os países do sudeste asiático."),
    ("", "011", "A África Ocidental pede ajuda."),
    ("", "005", "O Mercosul reúne a América do Sul."),
    ("GH", "", "Gana vota em Acra; os ganenses esperam."),
    ("", "", "Quem tem gana de vencer não chora."),
    ("ID", "", "A Indonésia e Jacarta afundam, dizem os indonésios."),
    ("HR RS", "", "Croatas e sérvios: Zagreb e Belgrado."),
    ("PT", "", "Montenegro recusou comentar; o Governo português e Lisboa aguardam."),
    ("", "142", "As bolsas asiáticas fecharam em alta."),
    ("CR", "", "A Costa Rica e os costarriquenhos elegem presidente."),
    ("LB", "", "O Líbano e os libaneses de Beirute aguardam."),
];

#[test]
fn spanish_texts_name_their_countries() {
    check("es", SPANISH);
}

#[test]
fn french_texts_name_their_countries() {
    check("fr", FRENCH);
}

#[test]
fn german_texts_name_their_countries() {
    check("de", GERMAN);
}

#[test]
fn portuguese_texts_name_their_countries() {
    check("pt", PORTUGUESE);
}

#[test]
fn people_and_streets_are_no_places_in_any_language() {
    check("es", &[("", "", "El truco lo aprendió el panadero Martín Cuba en la calle Alemania.")]);
    check("es", &[("", "", "La Señora Lima abrió una tienda en la Avenida de Italia.")]);
    check("es", &[("CU", "", "El panadero dejó Cuba en octubre.")]);
    check("fr", &[("", "", "Un incendie a détruit un garage de la Rue de Rome, a dit Madame Lima.")]);
    check("fr", &[("IT", "", "Dans une rue de Rome, un garage a brûlé.")]);
    check("de", &[("", "", "Die Bäckerei in der Pariser Straße schließt, sagte Frau Lima.")]);
    check("pt", &[("", "", "O advogado Martin Cuba mora na rua Alemanha.")]);
}
