/* What pages can do beyond being read: filters, the reader's own times, the running day first.
 * Nothing is sent or asked for anywhere; choices are kept for this visit only. */
(function () {
  'use strict';

  var zone = document.documentElement.dataset.zone;
  var there = zone && conferenceClock(document.documentElement.dataset.offsets);

  function remember(name, value) {
    try {
      sessionStorage.setItem(name, value);
    } catch (error) { /* a browser may forbid it; then nothing is remembered */ }
  }

  function remembered(name) {
    try {
      return sessionStorage.getItem(name);
    } catch (error) {
      return null;
    }
  }

  /* ---- filters: a session is shown if it has a token for each choice ---- */

  function isWanted(session, choices) {
    var tokens = session.dataset.f.split(' ');
    return choices.every(function (choice) { return tokens.indexOf(choice) >= 0; });
  }

  function hideEmptyDays() {
    document.querySelectorAll('.list tbody').forEach(function (day) {
      day.classList.toggle('gone', !day.querySelector('tr[data-f]:not(.gone)'));
    });
  }

  function setUpFilters(details) {
    var form = details.querySelector('form');
    var selects = Array.from(form.querySelectorAll('select'));
    var sessions = Array.from(document.querySelectorAll('[data-f]'));

    function apply() {
      var choices = selects.map(function (select) { return select.value; }).filter(Boolean);
      sessions.forEach(function (session) {
        session.classList.toggle('gone', !isWanted(session, choices));
      });
      hideEmptyDays();
      form.querySelector('output b').textContent =
        document.querySelectorAll('tr[data-f]:not(.gone)').length;
      remember('filter', choices.join(' '));
    }

    (remembered('filter') || '').split(' ').forEach(function (choice) {
      selects.forEach(function (select) {
        if (choice && select.querySelector('option[value="' + choice + '"]'))
          select.value = choice;
      });
    });
    form.addEventListener('change', apply);
    form.addEventListener('reset', function () { setTimeout(apply, 0); });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    apply();
    details.hidden = false;
    details.open = selects.some(function (select) { return select.value; }) ||
      matchMedia('(min-width: 48.01rem)').matches;
  }

  /* ---- times: the conference's wall clock, and the reader's ---- */

  function clockOf(name) {
    var format = new Intl.DateTimeFormat('en-GB', {
      timeZone: name, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
      hour: '2-digit', minute: '2-digit', numberingSystem: 'latn', calendar: 'gregory'
    });
    return function (moment) {
      var parts = {};
      format.formatToParts(new Date(moment)).forEach(function (part) {
        parts[part.type] = part.value;
      });
      return {
        day: Date.UTC(parts.year, parts.month - 1, parts.day) / 86400000,
        time: parts.hour + ':' + parts.minute
      };
    };
  }

  /* The conference's own, by the page's offsets: "60 1711846800:120" is an hour ahead of UTC, and two
   * since that second.  A browser need not know its zone, or as it is now. */
  function conferenceClock(texts) {
    var changes = texts.split(' ').slice(1).map(function (text) {
      var parts = text.split(':');
      return { since: parts[0] * 1000, minutes: +parts[1] };
    });
    return function (moment) {
      var minutes = changes.reduce(function (before, change) {
        return moment < change.since ? before : change.minutes;
      }, parseInt(texts, 10));
      var wall = Math.floor(moment / 60000) * 60000 + minutes * 60000;
      return { date: new Date(wall).toISOString().slice(0, 10), wall: wall };
    };
  }

  /* The moment at which the conference's clocks show a wall time: guessed, then corrected twice,
   * for the first correction may lie beyond a change of the clocks. */
  function momentOf(wall) {
    var moment = wall;
    for (var round = 0; round < 2; round++)
      moment += wall - there(moment).wall;
    return moment;
  }

  function setUpTimes(note) {
    var name = Intl.DateTimeFormat().resolvedOptions().timeZone;
    var here = clockOf(name);
    var button = note.querySelector('button');
    var label = note.querySelector('span');
    var times = Array.from(document.querySelectorAll('main time[datetime*="T"]'));

    times.forEach(function (time) { time.dataset.was = time.textContent; });

    /* "09:30–10:30" ends within a day of its start; what lasts longer tells its minutes. */
    function endOf(time, wall) {
      var clock = /–(\d\d):(\d\d)$/.exec(time.dataset.was);
      if (time.dataset.to)
        return wall + time.dataset.to * 60000;
      if (!clock)
        return 0;
      var end = Math.floor(wall / 86400000) * 86400000 + (clock[1] * 60 + +clock[2]) * 60000;
      return end > wall ? end : end + 86400000;
    }

    function ownText(time) {
      var wall = Date.parse(time.getAttribute('datetime') + 'Z');
      var from = here(momentOf(wall));
      var text = from.time;
      var end = endOf(time, wall);
      if (end)
        text += '–' + here(momentOf(end)).time;
      var shift = from.day - Math.floor(wall / 86400000);
      return shift ? text + ' (' + (shift > 0 ? '+' : '−') + Math.abs(shift) + ')' : text;
    }

    function apply(isOwn) {
      times.forEach(function (time) {
        time.textContent = isOwn ? ownText(time) : time.dataset.was;
      });
      label.textContent = isOwn ? name : zone;
      button.setAttribute('aria-pressed', String(isOwn));
      remember('own-time', isOwn ? 'yes' : '');
    }

    button.addEventListener('click', function () {
      apply(button.getAttribute('aria-pressed') !== 'true');
    });
    button.hidden = false;
    apply(remembered('own-time') === 'yes');
  }

  /* ---- the running day first ---- */

  function markToday(days) {
    var item = days.querySelector('[data-day="' + there(Date.now()).date + '"]');
    if (!item)
      return;
    var word = document.createElement('strong');
    word.textContent = days.dataset.today;
    item.classList.add('today');
    item.append(' ', word);
    days.prepend(item);
  }

  /* ---- each where it has its place ---- */

  function withElement(selector, setUp) {
    var element = document.querySelector(selector);
    if (element)
      setUp(element);
  }

  withElement('details.filters', setUpFilters);
  if (there) {
    withElement('p.zone', setUpTimes);
    withElement('[data-today]', markToday);
  }
})();
