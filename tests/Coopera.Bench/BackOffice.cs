using System.Diagnostics;
using System.Globalization;

namespace Coopera.Bench;

/// <summary>
/// The lists and searches of the back office with many registrations, and the export of 100,000 rows. Processor time is the site's alone.
/// </summary>
internal static class BackOffice
{
    private const int Rounds = 25;

    /// <summary>So many before it is measured: else the compiler is, which is still at work on what was just opened.</summary>
    private const int WarmUp = 10;

    public static async Task RunAsync(string program, string work, bool postgres, bool country)
    {
        var data = Path.Combine(work, "data");
        await using var bench = await BenchDatabase.CreateAsync(data, postgres);
        await using (await PublishedSite.StartAsync(program, data, worker: false, bench.Settings))
        {
        }

        var clock = Stopwatch.StartNew();
        ManyPeople people;
        await using (var database = await SeedDatabase.OpenAsync(bench.Connection, postgres))
        {
            people = await ManyPeople.SeedAsync(database, country);
            if (postgres)
            {
                await database.ExecuteAsync("VACUUM ANALYZE"); // as autovacuum does within a minute
            }
        }

        Console.WriteLine($"- {(postgres ? "PostgreSQL" : "SQLite")}: seeded in {clock.Elapsed.TotalSeconds:0} s\n");
        await using var site = await PublishedSite.StartAsync(program, data, worker: false, bench.Settings);
        using var staff = await Exports.SignInAsync(site);
        await PagesAsync(site, staff, people);
        foreach (var format in new[] { "csv", "xlsx" })
        {
            await ExportAsync(site, staff, people, format);
        }
    }

    private static async Task PagesAsync(PublishedSite site, HttpClient staff, ManyPeople people)
    {
        var big = $"/gestione/webinar/{people.Big}/iscritti";
        var pages = new (string What, string Address)[]
        {
            ("today", "/gestione"),
            ("webinars", "/gestione/webinar"),
            ("webinars: over", "/gestione/webinar?stato=Over"),
            ("webinars: search", "/gestione/webinar?cerca=tavolo+49"),
            ("a usual webinar (2,048)", $"/gestione/webinar/{people.Usual}/iscritti"),
            ("the same, search", $"/gestione/webinar/{people.Usual}/iscritti?cerca=russo"),
            ("its page", $"/gestione/webinar/{people.Usual}"),
            ("its presences", $"/gestione/webinar/{people.Usual}/presenze"),
            ("its certificates", $"/gestione/webinar/{people.Usual}/attestati"),
            ("the big webinar (100,000)", big),
            ("page 1,000 of it", $"{big}?pagina=1000"),
            ("its last page", $"{big}?pagina=2000"),
            ("who waits", $"{big}?stato=Waiting"),
            ("by surname", $"{big}?ordine=Name"),
            ("by surname, the other way", $"{big}?ordine=Name&inverso=true"),
            ("by surname, page 1,000", $"{big}?ordine=Name&pagina=1000"),
            ("by body", $"{big}?ordine=Body"),
            ("by state", $"{big}?ordine=Status&inverso=true"),
            ("search: a usual surname", $"{big}?cerca=russo"),
            ("search: name and surname", $"{big}?cerca=nicolo+d%27angelo"),
            ("search: one person", $"{big}?cerca=russo4999"),
            ("search: nobody", $"{big}?cerca=zzzzqq"),
            ("search by surname order", $"{big}?cerca=russo&ordine=Name"),
            ("a province and a kind", $"{big}?provincia=ME&come=Staff"),
            ("a body", $"{big}?ente=castroreale"),
            ("future invitations", $"{big}?inviti=true"),
            ("an answer of a third", $"{big}?risposte[{people.QuestionKey}]=no"),
            ("an answer of two thirds", $"{big}?risposte[{people.QuestionKey}]=s%C3%AC"),
            ("the same, page 600", $"{big}?risposte[{people.QuestionKey}]=s%C3%AC&pagina=600"),
            ("the same, by surname", $"{big}?risposte[{people.QuestionKey}]=s%C3%AC&ordine=Name"),
            ("a person", $"/gestione/iscrizioni/{people.Person}"),
            ("bulk: a filter counted", $"{big}/in-blocco?azione=Cancel&tutti=true&cerca=russo"),
            ("search everywhere: a usual surname", "/gestione/cerca?q=russo"),
            ("search everywhere: name and surname", "/gestione/cerca?q=nicolo+d%27angelo"),
            ("search everywhere: nobody", "/gestione/cerca?q=zzzzqq"),
            ("search everywhere: an address", $"/gestione/cerca?q={Uri.EscapeDataString(people.Address)}"),
            ("search everywhere: all people", "/gestione/cerca?q=russo&tipo=persone&pagina=20"),
            ("adhesions", "/gestione/adesioni?stato=All"),
            ("adhesions: search", "/gestione/adesioni?stato=All&cerca=russo"),
            ("who has not answered", "/gestione/adesioni/senza-risposta"),
            ("contacts of bodies", "/gestione/adesioni/referenti"),
            ("register of what was done", "/gestione/registro"),
            ("register: a usual surname", "/gestione/registro?cerca=russo"),
            ("register: nobody", "/gestione/registro?cerca=zzzzqq"),
            ("state of the site", "/gestione/stato"),
            ("how long things are kept", "/gestione/conservazione"),
            ("a message: choose people", "/gestione/messaggi/scegli"),
            ("messages", "/gestione/messaggi"),
            ("questionnaires compared", "/gestione/questionari"),
            ("dossier", "/gestione/dossier"),
            ("mails (200,000)", "/gestione/posta"),
            ("mails: sent", "/gestione/posta?stato=spedite"),
            ("mails: failed", "/gestione/posta?stato=non-riuscite"),
            ("mails: of one kind", "/gestione/posta?tipo=registration.confirmed"),
            ("mails: a deep page", $"/gestione/posta?dopo={DateTimeOffset.UtcNow.AddDays(-100).UtcTicks}.{Guid.Empty:N}"),
            ("mails: a usual surname", "/gestione/posta?cerca=russo"),
            ("mails: an address", $"/gestione/posta?cerca={Uri.EscapeDataString(people.Address)}"),
            ("mails: nobody", "/gestione/posta?cerca=zzzzqq"),
            ("mails: of a kind that there is not", "/gestione/posta?tipo=adhesion.accepted"),
            ("mails: sent, to nobody", "/gestione/posta?stato=spedite&cerca=zzzzqq"),
            ("mails: failed, a usual surname", "/gestione/posta?stato=non-riuscite&cerca=russo"),
            ("site: home", "/"),
            ("site: webinars", "/webinar"),
            ("site: a webinar", "/webinar/misura-7"),
            ("site: form", "/webinar/misura-0/iscrizione"),
            ("site: Coordinamento", "/coordinamento"),
            ("site: bodies by letters", "/enti?q=castro"),
            ("site: sitemap", "/sitemap.xml"),
        };
        Console.WriteLine("| page | median ms | slowest ms | CPU ms |\n|---|---|---|---|");
        foreach (var (what, address) in pages)
        {
            var times = new List<double>();
            var cpu = TimeSpan.Zero;
            for (var round = -WarmUp; round < Rounds; round++)
            {
                cpu = round == 0 ? site.Cpu : cpu;
                var begin = Stopwatch.GetTimestamp();
                using var answer = await staff.GetAsync(address);
                if (!answer.IsSuccessStatusCode)
                {
                    throw new InvalidOperationException($"{address} was answered {(int)answer.StatusCode}.");
                }

                await answer.Content.ReadAsByteArrayAsync();
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
                }
            }

            times.Sort();
            var each = (site.Cpu - cpu) / Rounds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {what} | {times[times.Count / 2]:0} | {times[^1]:0} | {each.TotalMilliseconds:0} |"));
        }

        Console.WriteLine();
    }

    private static async Task ExportAsync(PublishedSite site, HttpClient staff, ManyPeople people, string format)
    {
        var before = site.Memory();
        var clock = Stopwatch.StartNew();
        var bytes = await Exports.DownloadAsync(staff, people.Big, format);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"- export of {ManyPeople.InBig} rows with answers to {format}: {clock.Elapsed.TotalSeconds:0.0} s, {bytes / 1e6:0.0} MB; "
            + $"memory {before.Now:0} MB before, {site.Memory().Now:0} MB after, peak {site.Memory().Peak:0} MB (it was {before.Peak:0})"));
    }
}
