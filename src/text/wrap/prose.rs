//! How justified prose looks: the gaps between the words of a Spanish, a German and an English text.

use super::{Hyphenation, Row, WrapOptions, justify, wrap, wrap_to_justify};
use crate::text::{SafeText, width};

const SPANISH: &str = "El Gobierno regional anunció el martes que asumirá nuevas responsabilidades administrativas \
    internacionales tras el acuerdo alcanzado con los ayuntamientos de la costa, que llevaban meses reclamando una \
    solución. La consejera explicó que los funcionarios recibirán formación especializada y que las oficinas se \
    trasladarán antes de septiembre. Los representantes de los trabajadores consideran insuficientes las garantías \
    ofrecidas, aunque reconocen que las negociaciones han avanzado considerablemente durante las últimas semanas. \
    El puerto permanecerá cerrado hasta que los técnicos terminen la inspección de las instalaciones eléctricas, \
    que sufrieron daños importantes durante el temporal de la semana pasada.";

const GERMAN: &str = "Die Landesregierung kündigte am Dienstag an, die Zuständigkeiten der Hafenverwaltung neu zu \
    ordnen, nachdem sich die Gemeinden an der Küste monatelang über lange Genehmigungsverfahren beschwert hatten. Die \
    Verkehrsministerin erklärte, die Beschäftigten würden umfassend weitergebildet, und die Geschäftsstellen sollten \
    bis September umziehen. Vertreter der Gewerkschaften halten die Zusicherungen für unzureichend, räumen aber ein, \
    dass die Verhandlungen in den vergangenen Wochen erheblich vorangekommen seien. Der Hafen bleibt geschlossen, bis \
    Sachverständige die Überprüfung der Stromversorgungsanlagen abgeschlossen haben, die beim Unwetter der \
    vergangenen Woche schwer beschädigt worden waren.";

const ENGLISH: &str = "The regional government announced on Tuesday that it would take over the administrative \
    responsibilities of the harbour authority, after months of complaints from coastal communities about lengthy \
    authorisation procedures. The transport secretary explained that employees would receive comprehensive training \
    and that the offices were to move before September. Representatives of the unions consider the assurances \
    insufficient, but acknowledge that negotiations have progressed considerably in recent weeks. The harbour will \
    remain closed until engineers have completed their inspection of the electrical installations, which were \
    severely damaged in last week's storm.";

/// The widest gap between two words of each row but the last, in cells, with what is left of a ragged row in
/// the second place.
fn gaps(text: &SafeText, rows: &[Row], width_asked: usize) -> Vec<(usize, usize)> {
    let whole = rows.iter().filter(|row| !row.last);
    whole
        .map(|row| {
            let gaps = justify(text, row, width_asked);
            let widest = gaps.iter().map(|gap| gap.cells + 1).max().unwrap_or(1);
            let extra: usize = gaps.iter().map(|gap| gap.cells).sum();
            let taken = width(&text[row.shown.clone()]) + usize::from(row.hyphen) + extra;
            (widest, width_asked - taken)
        })
        .collect()
}

/// The share of rows, in percent, with a gap of three cells or left ragged.
fn loose(gaps: &[(usize, usize)]) -> usize {
    let loose = gaps.iter().filter(|(widest, rest)| *widest >= 3 || *rest > 0).count();
    loose * 100 / gaps.len()
}

#[test]
fn few_rows_of_justified_prose_have_wide_gaps() {
    let mut told = String::new();
    for (language, text, hyphenation) in [
        ("es", SPANISH, Hyphenation::Spanish),
        ("de", GERMAN, Hyphenation::German),
        ("en", ENGLISH, Hyphenation::English),
    ] {
        let text = SafeText::body(text);
        for (width, most) in [(40, 6), (72, 0)] {
            let options = WrapOptions { width, hyphenation };
            let even = gaps(&text, &wrap(&text, options), width);
            let spread = gaps(&text, &wrap_to_justify(&text, options, 0), width);
            told.extend([format!("{language} {width}: even {even:?}, spread {spread:?}\n")]);
            assert!(loose(&spread) <= most, "{} %, were {} %\n{told}", loose(&spread), loose(&even));
            assert!(loose(&spread) <= loose(&even), "{told}");
            assert!(spread.iter().all(|(_, rest)| *rest == 0), "every row is full\n{told}");
        }
    }
}

#[test]
fn words_are_broken_rather_than_rows_left_wide() {
    let text = SafeText::body(SPANISH);
    let options = WrapOptions { width: 40, hyphenation: Hyphenation::Spanish };
    let rows = wrap_to_justify(&text, options, 0);
    let shown: Vec<&str> = rows.iter().map(|row| &text[row.shown.clone()]).collect();
    assert!(!shown.contains(&"responsabilidades administrativas"), "{shown:#?}");
    assert!(rows.iter().any(|row| row.hyphen), "{shown:#?}");
}

#[test]
fn the_first_row_may_be_narrower() {
    let text = SafeText::body(ENGLISH);
    let options = WrapOptions { width: 40, hyphenation: Hyphenation::English };
    let rows = wrap_to_justify(&text, options, 4);
    assert!(width(&text[rows[0].shown.clone()]) + usize::from(rows[0].hyphen) <= 36);
    assert!(rows.iter().skip(1).any(|row| width(&text[row.shown.clone()]) > 36));
}
