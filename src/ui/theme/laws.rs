//! Laws that every theme of the program keeps: it can be read, and whoever sees fewer colours can tell its roles apart.

use super::depth::Rgb;
use super::depth::tests::shown;
use super::{Depth, Role, Theme};

/// The least contrast of letters to what they stand on: WCAG 2.2, success criterion 1.4.3 (AA).
const LETTERS: f64 = 4.5;
/// The same for those who see little: success criterion 1.4.6 (AAA).
const LETTERS_FOR_WEAK_EYES: f64 = 7.0;
/// The least contrast of lines that tell something: success criterion 1.4.11.
const LINES: f64 = 3.0;

/// Red, green and blue as a person sees them who lacks the cones for long, middle or short waves: the matrices of
/// Machado, Oliveira and Fernandes (2009) for the whole loss, over linear light.
const EYES: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// Light of red, green and blue, from 0 to 1.
fn linear(Rgb(red, green, blue): Rgb) -> [f64; 3] {
    [red, green, blue].map(|level| {
        let level = f64::from(level) / 255.0;
        if level <= 0.040_45 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
    })
}

/// The contrast of two colours as WCAG reckons it: 1 to 21.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |colour| {
        let [red, green, blue] = linear(colour);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Where a colour stands for an eye in CIELAB, in which distances are differences as they are seen.
fn seen(colour: Rgb, eye: [[f64; 3]; 3]) -> [f64; 3] {
    let light = linear(colour);
    let [red, green, blue] =
        eye.map(|row| row.iter().zip(light).map(|(part, light)| part * light).sum::<f64>().clamp(0.0, 1.0));
    let root = |part: f64| {
        let bend = 6.0_f64 / 29.0;
        if part > bend.powi(3) { part.cbrt() } else { part / (3.0 * bend * bend) + 4.0 / 29.0 }
    };
    let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn apart(one: [f64; 3], other: [f64; 3]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
}

fn rgb(theme: &Theme, role: Role, depth: Depth) -> Rgb {
    shown(theme.colour(role, depth)).unwrap_or_else(|| panic!("{} leaves {role:?} open", theme.name()))
}

/// All themes that choose their colours themselves.
fn coloured() -> Vec<Theme> {
    Theme::built_in().split_off(1)
}

#[test]
fn everything_can_be_read_in_every_theme() {
    for theme in coloured() {
        for depth in [Depth::True, Depth::Indexed, Depth::Sixteen] {
            let background = rgb(&theme, Role::Background, depth);
            for role in Role::ALL.into_iter().filter(|role| *role != Role::Background) {
                let least = match (role, depth) {
                    // What the sixteen look like is up to the reader; xterm's are what they are.
                    (Role::Rule, _) | (_, Depth::Sixteen) => LINES,
                    _ if theme.name().starts_with("high-contrast") => LETTERS_FOR_WEAK_EYES,
                    _ => LETTERS,
                };
                let found = contrast(rgb(&theme, role, depth), background);
                assert!(found >= least, "{} has {role:?} at {found:.1} on {depth:?}", theme.name());
            }
        }
    }
}

#[test]
fn rows_text_and_warnings_differ_for_every_eye() {
    let told_apart = [(Role::Accent, Role::Warning), (Role::Accent, Role::Text), (Role::Warning, Role::Text)];
    for theme in coloured() {
        let least = if theme.name().starts_with("color-blind") { 30.0 } else { 15.0 };
        for eye in EYES {
            for (one, other) in told_apart {
                let [one_seen, other_seen] =
                    [one, other].map(|role| seen(rgb(&theme, role, Depth::True), eye));
                let found = apart(one_seen, other_seen);
                assert!(found >= least, "{}: {one:?} and {other:?} are {found:.0} apart", theme.name());
            }
        }
    }
}

#[test]
fn ranks_differ_in_light_as_well() {
    for theme in coloured() {
        let background = rgb(&theme, Role::Background, Depth::True);
        let contrasts = [Role::Strong, Role::Text, Role::Quiet]
            .map(|role| contrast(rgb(&theme, role, Depth::True), background));
        assert!(contrasts.is_sorted_by(|higher, lower| higher >= lower), "{}: {contrasts:?}", theme.name());
        assert!(contrasts[1] > contrasts[2], "{}: text is no stronger than what ranks last", theme.name());
    }
}

#[test]
fn contrast_is_reckoned_as_its_standard_says() {
    let (black, white, grey) = (Rgb(0, 0, 0), Rgb(255, 255, 255), Rgb(0x76, 0x76, 0x76));
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!(
        (contrast(grey, white) - 4.54).abs() < 0.01,
        "the grey that is named as the lightest that passes"
    );
}
