using System.Net;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Coordination;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.PublicPages;

/// <param name="Pages">Which show it.</param>
/// <param name="Makes">What is there to be read afterwards and was not before; "!" before it: the other way round.</param>
internal sealed record Change(string[] Pages, string Makes, Func<Task> DoAsync);

/// <summary>Every kind of write that public pages show, done as people do it.</summary>
internal static class Changes
{
    private static readonly string[] Coordination = ["/coordinamento/aderenti.csv", "/coordinamento/aderenti.json"];

    private static readonly Dictionary<string, Func<CooperaSite, Visitor, string, Task<Change>>> All = new()
    {
        ["un webinar si corregge"] = async (site, staff, mark) =>
        {
            var webinar = await site.WebinarAsync();
            return new(
                ["/webinar", Detail(webinar), Form(webinar), $"{Detail(webinar)}/calendario.ics", "/webinar/calendario.ics"],
                $"Titolo {mark}",
                async () => Done(await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Title", $"Titolo {mark}"))));
        },
        ["un webinar si pubblica"] = async (site, staff, mark) =>
        {
            var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            var draft = new Webinar($"bozza-{mark}", $"Nuovo {mark}", now.AddDays(3), now.AddDays(3).AddHours(1)) { Description = "Testo." };
            await site.WriteAsync(db => db.Webinars.AddAsync(draft).AsTask());
            return new(["/webinar", Detail(draft), "/webinar/calendario.ics"], $"Nuovo {mark}", async () =>
                Done(await staff.DoAsync($"/gestione/webinar/{draft.Id}/pubblica")));
        },
        ["un webinar si annulla"] = async (site, staff, mark) =>
        {
            var webinar = await site.WebinarAsync();
            return new([Detail(webinar), Form(webinar)], $"Annullato {mark}", async () =>
                Done(await staff.DoAsync($"/gestione/webinar/{webinar.Id}/annulla", ("Message", $"Annullato {mark}"))));
        },
        ["si aggiunge una domanda"] = async (site, staff, mark) =>
        {
            var webinar = await site.WebinarAsync();
            return new([Form(webinar)], $"Ti fermi {mark}?", async () => Done(await staff.SubmitAsync(
                await staff.GetAsync($"/gestione/webinar/{webinar.Id}/domande/nuova"),
                new() { ["Form.Text"] = $"Ti fermi {mark}?", ["Form.Kind"] = "YesNo" })));
        },
        ["si aggiunge un materiale"] = async (site, staff, mark) =>
        {
            var webinar = await site.WebinarAsync();
            return new([Detail(webinar)], $"Il video {mark}", async () => Done(await staff.SubmitAsync(
                await staff.GetAsync($"/gestione/webinar/{webinar.Id}/materiali"),
                new() { ["Link.Title"] = $"Il video {mark}", ["Link.Url"] = "https://video.example/1" }, "#modulo-link")));
        },
        ["l’ultimo posto è preso"] = async (site, _, mark) =>
        {
            var webinar = await site.WebinarAsync(() =>
            {
                var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
                return new Webinar($"pieno-{mark}", "Un posto", now.AddDays(2), now.AddDays(2).AddHours(1)) { Capacity = 1 };
            });
            return new([Detail(webinar), Form(webinar)], "ista d’attesa", () => site.SignUpAsync(webinar, $"{mark}@comune.example"));
        },
        ["un posto si libera"] = async (site, _, mark) =>
        {
            var webinar = await site.WebinarAsync(() =>
            {
                var now = site.Services.GetRequiredService<TimeProvider>().GetUtcNow();
                return new Webinar($"libero-{mark}", "Un posto", now.AddDays(2), now.AddDays(2).AddHours(1)) { Capacity = 1 };
            });
            await site.SignUpAsync(webinar, $"{mark}@comune.example");
            return new([Detail(webinar), Form(webinar)], "!ista d’attesa", () => site.InScopeAsync(async services =>
            {
                var db = services.GetRequiredService<CooperaDb>();
                var there = await db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinar.Id);
                await services.GetRequiredService<CancelRegistration>().RunAsync(there, reason: null);
                await db.RecentCancellations.ExecuteUpdateAsync(c => c.SetProperty(x => x.Until, x => x.At)); // ten minutes later
                await services.GetRequiredService<FreeKeptPlaces>().RunAsync();
                return true;
            }));
        },
        ["un’adesione è accolta"] = async (site, staff, _) =>
        {
            var adhesion = await site.AddAsync(Bodies.Messina, AdhesionStatus.InReview);
            return new(Coordination, Bodies.Messina, async () =>
                Done(await staff.PressAsync(await staff.OpenAsync(adhesion), "accogli", ("AcceptAnyway", "true"))));
        },
        ["un ente lascia"] = async (site, staff, _) =>
        {
            var adhesion = await site.AddAsync("082053", AdhesionStatus.Accepted);
            return new(Coordination, "!082053", async () =>
                Done(await staff.PressAsync(await staff.OpenAsync(adhesion), "ritira", ("WithdrawalReason", "Lo chiede il Comune."))));
        },
        ["un comunicato si pubblica"] = async (_, staff, mark) =>
        {
            Done(await staff.SendAsync(
                await staff.GetAsync("/gestione/comunicati/nuovo"),
                ("Title", $"Comunicato {mark}"), ("IssuedOn", "2/2/2026"), ("Summary", "In breve."), ("Body", "Testo.")));
            return new(["/comunicati", "/comunicati/feed.xml", $"/comunicati/comunicato-{mark}"], $"Comunicato {mark}", async () =>
            {
                var list = await staff.GetAsync("/gestione/comunicati");
                var id = list.Document.QuerySelectorAll("a").First(a => a.TextContent.Contains(mark, StringComparison.Ordinal))
                    .GetAttribute("href")!.Split('/')[3];
                Done(await staff.DoAsync($"/gestione/comunicati/{id}/pubblica"));
            });
        },
        ["il nome di un ente si corregge"] = async (site, _, mark) =>
        {
            await site.AddAsync("088", AdhesionStatus.Withdrawn); // nothing that hinges on it
            return new(["/coordinamento", "/coordinamento/aderenti.csv"], $"Alcamo {mark}", () => site.InScopeAsync(services =>
                services.GetRequiredService<CooperaDb>().WriteAsync(async db =>
                {
                    var body = await db.PublicBodies.SingleAsync(b => b.Code == "081001");
                    db.Entry(body).Property(b => b.Name).CurrentValue = $"Alcamo {mark}";
                    return await db.SaveChangesAsync();
                })));
        },
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static async Task<Change> PrepareAsync(string name, CooperaSite site, Visitor staff) =>
        await All[name](site, staff, $"{Guid.NewGuid():N}"[..8]);

    public static async Task<IReadOnlyList<string>> NotRightAsync(this Change change, CooperaSite site)
    {
        var (wanted, text) = change.Makes[0] == '!' ? (false, change.Makes[1..]) : (true, change.Makes);
        var wrong = new List<string>();
        foreach (var page in change.Pages)
        {
            var html = WebUtility.HtmlDecode((await site.NewVisitor().GetAsync(page)).Html);
            if (html.Contains(text, StringComparison.Ordinal) != wanted)
            {
                wrong.Add(page);
            }
        }

        return wrong;
    }

    private static string Detail(Webinar webinar) => $"/webinar/{webinar.Slug}";

    private static string Form(Webinar webinar) => $"/webinar/{webinar.Slug}/iscrizione";

    private static void Done(Page answer) => Assert.Equal(303, answer.Status);
}
