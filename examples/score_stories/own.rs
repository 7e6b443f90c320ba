//! Articles written for this project, and report forms that are filled in again and again.

use super::edits::Dice;

/// Articles about things that never happened, one paragraph a line.
pub const ARTICLES: [&str; 6] = [
    "The harbour town of Ellmouth will close its last cannery in March, ending ninety years of a trade that once employed half its people. Managers told the 112 workers on Tuesday that the plant cannot meet new rules on waste water without a loan no bank would give.\n\
     Workers gathered at the gate after the morning shift. Some had followed their mothers and grandmothers into the packing hall. “I have labelled tins since I was sixteen,” said Maud Perrin, who turns sixty in June.\n\
     The council has offered to buy the building and turn it into workshops. Mayor Osric Dane said a decision would be taken before Easter, and that two boat builders had already asked for space near the slipway.\n\
     Fishing in the bay has declined since the herring moved north eleven years ago. Only nine boats still land their catch here, down from seventy in the year the cannery built its second hall. Most of what was packed last year came by lorry from ports on the other coast.\n\
     The union wants severance pay of one month for each year of service. Talks begin on Thursday in the county town, with a mediator from the labour ministry in the chair.",
    "Engineers have found cracks in three of the seven piers of the Carrow viaduct, the railway said on Monday, and trains will cross it at walking pace until further notice. The viaduct carries the only line between the valley and the coast.\n\
     The cracks came to light when a climber employed to clear ivy noticed fresh mortar dust on a ledge. A survey with drones over the weekend showed that the damage reaches deeper than anyone expected.\n\
     “We would rather lose ten minutes than a train,” said Ilse Novak, who is responsible for bridges in the district. She expects repairs to take at least until autumn, at a cost of 14 million crowns.\n\
     Freight will be sent round by way of Torvik, which adds five hours. The paper mill at Lower Carrow said it had stock for eight days and would then have to hire barges.\n\
     The viaduct was finished in 1871 and strengthened twice, most recently after the flood of 1954. Its builder, a self-taught mason called Peder Aas, is said to have slept under the first arch for a week to show the townspeople that it would hold.",
    "Parliament in the island republic of Santa Maura voted late on Friday to lower the voting age to sixteen, after a debate that lasted eleven hours and saw two ministers vote against their own government. The bill passed by 34 votes to 29.\n\
     Supporters had camped outside the chamber since Wednesday, many of them in school uniform. They cheered when the result was read out over a loudspeaker borrowed from the fire brigade.\n\
     Opponents said the change had been rushed and that nobody had asked the teachers. Former president Aurelio Bastos called it a gift to the governing party, which leads among young people by a wide margin according to every survey taken this year.\n\
     The law needs the signature of President Inês Calado, who has not said what she will do. She has ten days. If she sends it back, a second vote by two thirds would be needed, which the government does not have.\n\
     Elections to the assembly are due in October. About 21,000 islanders would be able to vote for the first time, in a country where the last election was decided by fewer than three thousand.",
    "A strike by ferry crews entered its third week on Sunday with no sign that either side would give way, leaving the outer islands without fresh vegetables and, on two of them, without a doctor. The army flew in insulin on Saturday night.\n\
     The crews want their hours at anchor to be counted as work. The company says it would go out of business within a year. Both sides last met eight days ago, for twenty minutes.\n\
     On Holm, the largest of the islands, the shop has begun to ration flour. People share cars to save petrol, and the school has moved its lessons to the church, which has a wood stove.\n\
     “Nobody here is against the crews, they are our cousins,” said the innkeeper Runa Eide. “But somebody has to sit down and talk.” Her twelve rooms, booked out in an ordinary May, are empty.\n\
     The transport minister could order the crews back for thirty days under a law last used in 1983. She said on Sunday that she would decide after hearing the islands' five mayors on Tuesday morning.",
    "Astronomers at the Cerro Alto observatory say they have seen a comet break into at least six pieces, an event rarely watched from beginning to end. The comet, found in January by a retired dentist, had been expected to become visible without a telescope by August.\n\
     The first sign was a bulge in its tail on the night of 3 April. Within two days, images showed two bright points instead of one, and by the end of the week there were six, spread over a distance of some 40,000 kilometres.\n\
     Comets are loosely packed ice and dust, and many fall apart when the sun warms them. Usually nobody looks at the right moment. “We were lucky, and we had a cloudless fortnight, which at this time of year is the greater miracle,” said team leader Pilar Ortúzar.\n\
     The pieces will pass at a safe distance from the earth in July. The brightest may still be seen with a small telescope, low in the west after sunset.\n\
     The dentist, Hamish Bell, said he felt a little as though a child had left home. He has been searching the sky from his garden since 1979 and had found nothing before.",
    "The city of Orsova has ordered its museum to hand back a bronze bell to the mountain village it was taken from in the war of 1916, ending a dispute that outlived three mayors and a king. The bell will travel on an open cart, as the villagers wish.\n\
     Records found last year in a military archive show that the bell was to be melted for a cannon and was hidden by a sergeant who had been born in the village. After the war he sold it to the museum for the price of two cows.\n\
     The director of the museum, Lavinia Stan, had long argued that the sale was lawful. She said on Wednesday that she would obey, and that visitors would now find a recording of the bell's sound where it used to stand.\n\
     The village of Poiana Rece has 180 inhabitants, most of them over seventy. Its church has had an electric chime since 1988, which the priest, Father Ilie Munteanu, describes as adequate on weekdays.\n\
     A feast is planned for the first Sunday of September. The city will send its brass band, and the village has asked, in writing, that it should not play for too long.",
];

const PLACES: [&str; 12] = [
    "Ellmouth",
    "Carrow",
    "Torvik",
    "Santa Maura",
    "Holm",
    "Cerro Alto",
    "Orsova",
    "Poiana Rece",
    "Kestrel Bay",
    "Nordby",
    "Vallecas Alta",
    "Ganter",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SKIES: [&str; 6] = ["sunny", "cloudy", "foggy", "mostly clear", "overcast", "changeable"];
const WINDS: [&str; 5] = ["north", "south", "east", "west", "northwest"];
const FIRMS: [&str; 8] = [
    "Adler Steel",
    "Brightwater",
    "Cobalt Air",
    "Dunmore Foods",
    "Eastern Rail",
    "Farrow Bank",
    "Gilt Mines",
    "Hanse Lines",
];

/// Reports on different days made of one form: no two are copies.
pub fn forms(count: usize, dice: &mut Dice) -> Vec<String> {
    let makers: [fn(&mut Dice) -> String; 4] = [weather, earthquake, markets, football];
    (0..count).map(|number| makers[number % makers.len()](dice)).collect()
}

fn weather(dice: &mut Dice) -> String {
    format!(
        "{} will be {} in {} with a high near {} and a low around {}, the weather office said. Winds will blow from the {} at {} to {} kilometres an hour, with gusts of up to {}.\n\
         The chance of rain is {} percent during the day and {} percent after dark. The sun rises at {}:{:02} and sets at {}:{:02}. Drivers are asked to allow for patches of ice on high roads in the early morning.\n\
         The outlook for {} is {}, with temperatures between {} and {} degrees. Forecasts are made twice a day and rest on measurements from stations run by volunteers.",
        dice.pick(&DAYS),
        dice.pick(&SKIES),
        dice.pick(&PLACES),
        dice.within(2, 38),
        dice.within(2, 20),
        dice.pick(&WINDS),
        dice.within(2, 15),
        dice.within(16, 40),
        dice.within(41, 90),
        dice.within(1, 99),
        dice.within(1, 99),
        dice.within(5, 8),
        dice.below(60),
        dice.within(16, 21),
        dice.below(60),
        dice.pick(&DAYS),
        dice.pick(&SKIES),
        dice.within(1, 12),
        dice.within(13, 35),
    )
}

fn earthquake(dice: &mut Dice) -> String {
    format!(
        "A magnitude {}.{} earthquake struck {} kilometres {} of {} at {}:{:02} on {}, the institute of seismology said. It had a depth of {} kilometres. There were no immediate reports of damage or injuries.\n\
         The epicentre was {} kilometres from {} and {} kilometres from {}. In the past ten days there have been {} earthquakes of magnitude 3.0 and greater nearby.\n\
         This report was made from figures that the institute publishes within minutes and may be corrected as more stations report. Read more about what to do before, during and after an earthquake.",
        dice.within(3, 6),
        dice.below(10),
        dice.within(2, 90),
        dice.pick(&WINDS),
        dice.pick(&PLACES),
        dice.within(1, 23),
        dice.below(60),
        dice.pick(&DAYS),
        dice.within(1, 70),
        dice.within(5, 200),
        dice.pick(&PLACES),
        dice.within(5, 200),
        dice.pick(&PLACES),
        dice.within(2, 19),
    )
}

fn markets(dice: &mut Dice) -> String {
    let moves = ["rose", "fell", "gained", "slipped", "climbed", "lost"];
    format!(
        "Shares in the capital {} {}.{} percent on {} to close at {},{:03} points. {} {} {}.{} percent and {} {} {}.{} percent, the largest moves of the session.\n\
         The crown {} to {}.{:02} against the dollar. Oil for delivery next month cost {}.{:02} a barrel. Some {} million shares changed hands, against a daily mean of {} million over the past month.\n\
         Traders said they were waiting for the central bank, which meets every six weeks to set the rate at which banks borrow from it overnight.",
        dice.pick(&moves),
        dice.below(4),
        dice.below(10),
        dice.pick(&DAYS),
        dice.within(5, 30),
        dice.below(1000),
        dice.pick(&FIRMS),
        dice.pick(&moves),
        dice.within(1, 9),
        dice.below(10),
        dice.pick(&FIRMS),
        dice.pick(&moves),
        dice.within(1, 9),
        dice.below(10),
        dice.pick(&moves),
        dice.within(1, 20),
        dice.below(100),
        dice.within(40, 120),
        dice.below(100),
        dice.within(50, 900),
        dice.within(50, 900),
    )
}

fn football(dice: &mut Dice) -> String {
    format!(
        "{} beat {} {}-{} on {} before a crowd of {},{:03}. The first goal came in minute {} and the last in minute {}.\n\
         The result leaves the winners in place {} of the table with {} points from {} matches. They play {} away next {}.\n\
         Tickets for home matches can be bought at the ground from ten o'clock on the day, and children under twelve come in free with a grown-up.",
        dice.pick(&PLACES),
        dice.pick(&PLACES),
        dice.within(3, 6),
        dice.below(3),
        dice.pick(&DAYS),
        dice.within(1, 40),
        dice.below(1000),
        dice.within(1, 44),
        dice.within(46, 90),
        dice.within(1, 18),
        dice.within(10, 80),
        dice.within(11, 34),
        dice.pick(&PLACES),
        dice.pick(&DAYS),
    )
}
