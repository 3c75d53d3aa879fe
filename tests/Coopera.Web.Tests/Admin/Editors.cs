using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Staff.Audit;
using Coopera.Core.Webinars;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>What editors do, for tests: a site on a quiet Thursday, forms sent as the pages show them.</summary>
internal static class Editors
{
    /// <summary>Thursday 15 January 2026, ten in the morning in Rome.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A site for one test: it reads every mail in the outbox and every line of the register.</summary>
    public static CooperaSite Site(FakeTimeProvider? clock = null) => new(clock: clock ?? new FakeTimeProvider(Now));

    public static Task<Webinar> OpenWebinarAsync(this CooperaSite site, int? capacity = null, Action<Webinar>? change = null) =>
        site.WebinarAsync(() =>
    {
        var webinar = new Webinar($"prova-{Guid.NewGuid():N}", "Accogliere insieme", Now.AddDays(14), Now.AddDays(14).AddHours(2))
        {
            Capacity = capacity,
            Description = "Di che cosa si parla.",
        };
        change?.Invoke(webinar);
        return webinar;
    });

    public static async Task<Webinar> DraftAsync(this CooperaSite site, string description = "Di che cosa si parla.")
    {
        var webinar = new Webinar(
            $"bozza-{Guid.NewGuid():N}", "Una bozza", Now.AddDays(14), Now.AddDays(14).AddHours(2))
        { Description = description };
        await site.WriteAsync(db => db.Webinars.AddAsync(webinar).AsTask());
        return webinar;
    }

    public static async Task SignUpAsync(this CooperaSite site, Webinar webinar, int people)
    {
        await using var scope = site.Services.CreateAsyncScope();
        for (var number = 1; number <= people; number++)
        {
            await scope.ServiceProvider.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Number(number), People.Notice);
        }

        await site.WriteAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
    }

    /// <summary>What waits to be told has waited long enough.</summary>
    public static async Task TellAsync(this CooperaSite site, TimeSpan? after = null)
    {
        ((FakeTimeProvider)site.Services.GetRequiredService<TimeProvider>()).Advance(after ?? WebinarAnnouncement.ChangesWait);
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TellWebinarNews>().RunAsync();
    }

    public static Task<Webinar> FindWebinarAsync(this CooperaSite site, int id) =>
        site.ReadAsync(db => db.Webinars.AsNoTracking().Whole().SingleAsync(w => w.Id == id));

    public static Task<List<string>> QueuedAsync(this CooperaSite site) =>
        site.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync());

    /// <summary>The register: "action | details", the oldest first.</summary>
    public static async Task<List<string>> RegisterLinesAsync(this CooperaSite site) =>
        (await site.ReadAsync(db => db.AuditEntries.Where(
            e => e.SubjectKey!.StartsWith("webinar/") || e.SubjectKey.StartsWith("comunicato/")).OrderBy(e => e.Id).ToListAsync()))
            .ConvertAll(e => $"{AuditActionWords.Of(e.Action)} | {e.Details}");

    public static Task<AuditEntry> LastEntryAsync(this CooperaSite site) =>
        site.ReadAsync(db => db.AuditEntries.AsNoTracking().OrderByDescending(e => e.Id).FirstAsync());

    public static Task<Page> OpenEditorAsync(this Visitor staff, int id) => staff.GetAsync($"/gestione/webinar/{id}/modifica");

    /// <summary>
    /// Sends the editor's form as the page shows it, these fields changed (without "Form."; "do" and "Agreed" are the buttons).
    /// </summary>
    public static Task<Page> SendAsync(this Visitor staff, Page page, params (string Field, string? Value)[] fields) => staff.SubmitAsync(
        page,
        fields.GroupBy(field => field.Field is "do" ? field.Field : $"Form.{field.Field}")
            .ToDictionary(group => group.Key, group => group.Last().Value),
        "main form:has([name='Form.Seen'])");

    /// <summary>Presses the button of a page that asks before it does something.</summary>
    public static async Task<Page> DoAsync(this Visitor staff, string address, params (string Field, string? Value)[] fields) =>
        await staff.ConfirmAsync(await staff.GetAsync(address), fields);

    public static Task<Page> ConfirmAsync(this Visitor staff, Page page, params (string Field, string? Value)[] fields) =>
        staff.SubmitAsync(page, fields.ToDictionary(field => field.Field, field => field.Value), "main form:has([name=seen])");

    public static string FieldOf(this Page page, string field) => page.Document.QuerySelector($"[name='Form.{field}']") switch
    {
        AngleSharp.Html.Dom.IHtmlInputElement input => input.Value,
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
        AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value ?? "",
        _ => throw new InvalidOperationException($"The page has no field {field}."),
    };

    public static string ErrorAt(this Page page, string field) => page.ErrorOf($"Form_{field.Replace('.', '_')}");
}
