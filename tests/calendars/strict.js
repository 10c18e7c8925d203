// Reads calendars with ical.js, Thunderbird's parser, in its strict mode; prints what it refuses.
//
//   NODE_PATH=FOLDER/node_modules node strict.js FILE ...
//
// Exit 77 where there is no ical.js.

const fs = require("fs");

let ICAL;
try {
  ICAL = require("ical.js");
} catch {
  process.exit(77);
}

ICAL.design.strict = true;

function check(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(zone);
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    if (!event.uid || !event.summary)
      throw new Error("an event without uid or summary");
    if (!(event.endDate.toUnixTime() > event.startDate.toUnixTime()))
      throw new Error(event.uid + " ends before it starts");
    if (event.startDate.zone === ICAL.Timezone.localTimezone)
      throw new Error(event.uid + " has no zone");
  }
  return calendar.getAllSubcomponents("vevent").length;
}

let events = 0;
for (const file of process.argv.slice(2))
  try {
    events += check(fs.readFileSync(file, "utf-8"));
  } catch (error) {
    console.log(`${file}: ical.js: ${error.message}`);
  }
console.error(`ical.js: ${events} events`);
