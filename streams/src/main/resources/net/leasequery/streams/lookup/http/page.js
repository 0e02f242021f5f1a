'use strict';

// Everything that comes from the network is put into the page as text (textContent), never as markup.
(() => {
  const SVG = 'http://www.w3.org/2000/svg';
  const MOST_ROWS = 40;
  const results = document.getElementById('results');
  const subject = document.getElementById('subject');
  const at = document.getElementById('at');
  let asked = 0;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) {
      made.textContent = text;
    }
    if (className) {
      made.className = className;
    }
    return made;
  };

  const shape = (name, attributes, text) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  };

  const ask = async (path, parameters) => {
    const query = new URLSearchParams();
    for (const [key, value] of Object.entries(parameters)) {
      if (value) {
        query.set(key, value);
      }
    }
    const response = await fetch(path + '?' + query, { headers: { Accept: 'application/json' } });
    const body = await response.json();
    if (!response.ok) {
      throw new Error((body.title || 'The question was not answered') + '. ' + (body.detail || ''));
    }
    return body;
  };

  /** What a text most likely names: an address, a client or a port. */
  const kindOf = (text) => {
    if (/^port:/i.test(text)) {
      return { port: text.slice(5) };
    }
    const hardware = /^([0-9a-f]{2}[:-]){5,}[0-9a-f]{2}$|^[0-9a-f]{12}$|^([0-9a-f]{4}\.){2}[0-9a-f]{4}$/i;
    if (hardware.test(text) || /^(id|duid|hw|host):/i.test(text)) {
      return { client: text };
    }
    if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^[0-9a-f:]*:[0-9a-f:]*(\d+\.\d+\.\d+\.\d+)?(\/\d{1,3})?$/i.test(text)) {
      return { address: text };
    }
    return /[/\s:]/.test(text) ? { port: text } : { either: text };
  };

  const moment = (text) => {
    if (!text) {
      return '';
    }
    const iso = text.trim().replace(' ', 'T');
    const zoned = /(z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : iso + (iso.includes('T') ? 'Z' : 'T00:00:00Z');
    const time = new Date(zoned);
    if (Number.isNaN(time.getTime())) {
      throw new Error('The time is written as 2026-11-26 10:15:00, in UTC, or with a zone such as +01:00.');
    }
    return time.toISOString();
  };

  const problem = (message) => {
    const box = element('section', undefined, 'answer problem');
    box.setAttribute('role', 'alert');
    box.append(element('p', message));
    return box;
  };

  const doubts = (list) => {
    const items = element('ul');
    list.forEach((doubt) => items.append(element('li', doubt.text)));
    return items;
  };

  const verdict = (answer) => {
    const box = element('section', undefined, answer.certain ? 'answer sure' : 'answer');
    box.append(element('p', answer.certain ? 'Certain' : 'Not certain', 'verdict'));
    box.append(element('p', answer.text));
    if (answer.doubts.length) {
      box.append(doubts(answer.doubts));
    }
    return box;
  };

  const clientOf = (tenure) => {
    const client = tenure.client;
    if (client.hardwareAddress) {
      return client.hardwareAddress;
    }
    if (client.duid) {
      return 'duid:' + client.duid;
    }
    return client.clientId ? 'id:' + client.clientId : client.hostname && 'host:' + client.hostname;
  };

  const link = (text, question) => {
    const made = element('a', text);
    made.href = '#' + new URLSearchParams(question);
    return made;
  };

  const rows = (tenures, byAddress) => {
    const list = element('ol', undefined, 'rows');
    tenures.slice(0, MOST_ROWS).forEach((tenure) => {
      const row = element('li');
      row.append(element('span', tenure.text + ' '));
      const other = byAddress ? clientOf(tenure) : tenure.address;
      if (other) {
        row.append(link(byAddress ? 'All addresses of ' + other : 'All clients of ' + other, { q: other }));
      }
      list.append(row);
    });
    return list;
  };

  const milliseconds = (text, otherwise) => (text ? Date.parse(text) : otherwise);

  /** Bounds, best estimate and what is certain, one above the other; one row for each tenure. */
  const timeLine = (tenures, when, byAddress) => {
    const shown = tenures.slice(0, MOST_ROWS);
    const now = Date.now();
    const mark = when ? Date.parse(when) : now;
    const starts = shown.map((tenure) => milliseconds(tenure.startNotBefore, Date.parse(tenure.start)));
    const ends = shown.map((tenure) => milliseconds(tenure.end, Date.parse(tenure.lastSeen)));
    const from = Math.min(mark, ...starts);
    const to = Math.max(mark, ...ends);
    const pad = Math.max(1000, (to - from) * 0.03);
    const x = (time) => 10 + (880 * (Math.min(Math.max(time, from - pad), to + pad) - from + pad)) / (to - from + 2 * pad);
    const height = 44 * shown.length + 26;
    const svg = shape('svg', { class: 'line', viewBox: '0 0 900 ' + height, role: 'img' });
    svg.append(shape('title', {}, 'Time line of ' + shown.length + ' tenures; the list below tells the same'));
    shown.forEach((tenure, index) => {
      const y = 44 * index;
      const bar = (className, start, end, top, thick) => svg.append(shape('rect', {
        class: className, x: x(start), y: y + top, width: Math.max(2, x(end) - x(start)), height: thick,
      }));
      const label = byAddress ? clientOf(tenure) || 'unnamed client' : tenure.address;
      svg.append(shape('text', { x: 10, y: y + 16 }, label));
      bar('bounds', milliseconds(tenure.startNotBefore, from - pad), milliseconds(tenure.endNotAfter, to + pad), 22, 14);
      bar('held', Date.parse(tenure.start), milliseconds(tenure.end, Date.parse(tenure.lastSeen)), 25, 8);
      tenure.certainSpans.forEach((span) => bar('sure', Date.parse(span.from), Date.parse(span.to), 25, 8));
    });
    svg.append(shape('line', { class: 'axis', x1: 10, x2: 890, y1: height - 20, y2: height - 20 }));
    const stamp = (time) => new Date(time).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
    svg.append(shape('text', { class: 'dim', x: 10, y: height - 3 }, stamp(from)));
    svg.append(shape('text', { class: 'dim', x: 890, y: height - 3, 'text-anchor': 'end' }, stamp(to)));
    if (when) {
      svg.append(shape('line', { class: 'moment', x1: x(mark), x2: x(mark), y1: 0, y2: height - 20 }));
    }
    return svg;
  };

  const history = (title, page, when, byAddress) => {
    const part = element('section');
    part.append(element('h2', title));
    if (!page.tenures.length) {
      part.append(element('p', page.next
        ? 'No tenure is on the first page, but there are more pages: ask /v1/tenures.'
        : 'No tenure is known. That does not prove that there was none.'));
      return part;
    }
    part.append(timeLine(page.tenures, when, byAddress));
    part.append(element('p', 'Narrow bar: best estimate, green where certain. Wide bar: possible.'
      + (when ? ' Line: the moment.' : ''), 'legend'));
    part.append(rows(page.tenures, byAddress));
    if (page.next || page.tenures.length > MOST_ROWS) {
      part.append(element('p', 'There are more; ask /v1/tenures for all.', 'legend'));
    }
    return part;
  };

  const findings = (list) => {
    const part = element('section');
    part.append(element('h2', 'Findings of the moment'));
    list.forEach((finding) => {
      const box = element('section', undefined, 'answer');
      box.append(element('p', finding.kind + ' since ' + finding.openedAt, 'verdict'));
      box.append(element('p', finding.explanation));
      part.append(box);
    });
    if (!list.length) {
      part.append(element('p', 'None about this address.'));
    }
    return part;
  };

  const ofAddress = async (address, when) => {
    const answer = await ask('/v1/leases', { address, at: when });
    const parts = answer.leases.map(verdict);
    if (answer.doubts.length) {
      parts.push(problem(answer.doubts.map((doubt) => doubt.text).join('; ')));
    }
    parts.push(history('Time line of ' + answer.address, await ask('/v1/tenures', { address }), when, true));
    const holder = answer.leases.flatMap((lease) => lease.holders)[0];
    const client = holder && clientOf(holder);
    if (client) {
      parts.push(history('Time line of ' + client, await ask('/v1/tenures', { client }), when, false));
    }
    parts.push(findings(answer.findings));
    return parts;
  };

  const ofClient = async (question, when) => {
    const title = 'Time line of ' + Object.values(question)[0];
    return [history(title, await ask('/v1/tenures', { ...question, from: when, to: when }), when, false)];
  };

  const answerTo = async (text, when) => {
    const kind = kindOf(text);
    if (kind.address) {
      return ofAddress(kind.address, when);
    }
    if (kind.either) {
      const asPort = await ask('/v1/tenures', { port: kind.either, from: when, to: when });
      return asPort.tenures.length
        ? [history('Time line of port ' + kind.either, asPort, when, false)]
        : ofClient({ client: 'host:' + kind.either }, when);
    }
    return ofClient(kind, when);
  };

  const show = async () => {
    const question = new URLSearchParams(location.hash.slice(1));
    const text = (question.get('q') || '').trim();
    subject.value = text;
    at.value = question.get('at') || '';
    if (!text) {
      results.replaceChildren();
      return;
    }
    const number = ++asked;
    results.setAttribute('aria-busy', 'true');
    let parts;
    try {
      parts = await answerTo(text, moment(at.value));
    } catch (failure) {
      parts = [problem(failure.message)];
    }
    if (number === asked) {
      results.replaceChildren(...parts);
      results.setAttribute('aria-busy', 'false');
    }
  };

  document.getElementById('search').addEventListener('submit', (event) => {
    event.preventDefault();
    const question = { q: subject.value.trim() };
    if (at.value.trim()) {
      question.at = at.value.trim();
    }
    const hash = '#' + new URLSearchParams(question);
    if (hash === location.hash) {
      show();
    } else {
      location.hash = hash;
    }
  });

  document.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === '/' && !typing) {
      event.preventDefault();
      subject.focus();
      subject.select();
    } else if (event.key === 'Escape' && typing) {
      event.target.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const links = [...results.querySelectorAll('a')];
      if (links.length) {
        event.preventDefault();
        const now = links.indexOf(document.activeElement);
        const next = event.key === 'ArrowDown' ? Math.min(now + 1, links.length - 1) : Math.max(now - 1, 0);
        links[next].focus();
      }
    }
  });

  addEventListener('hashchange', show);
  show();
})();
