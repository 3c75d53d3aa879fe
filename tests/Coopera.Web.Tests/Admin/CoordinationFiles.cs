using AngleSharp.Html.Dom;
using Coopera.Core.Staff.Audit;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>A site on a day of January, with adhesions that the secretariat finds on its desk.</summary>
internal static class CoordinationFiles
{
    public const string Messina = "083048";
    public const string Cefalu = "082027";
    public const string ForzaDAgro = "083024";
    public const string Siracusa = "089017";
    public const string MetropolitanCityOfMessina = "283";

    /// <summary>Castroreale is one of the fifteen that adhered before the site.</summary>
    public const string Castroreale = "083016";

    public static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    public static readonly Actor Colleague = Actor.Staff("collega@anci.example");

    /// <summary>A site for one test: a body has one adhesion, and lists, mails and the register are read whole.</summary>
    public static CooperaSite Site() => new(clock: new FakeTimeProvider(Now));

    /// <summary>An adhesion with everything told, taken to a state the way people take it there.</summary>
    /// <param name="daysAgo">When it got there.</param>
    public static async Task<Adhesion> FileAsync(
        this CooperaSite site, string bodyCode, AdhesionStatus status, int daysAgo = 0, Action<Adhesion, PublicBody>? more = null)
    {
        var body = await site.ReadAsync(db => db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == bodyCode));
        var number = await site.ReadAsync(db => db.Adhesions.CountAsync());
        var at = Now.AddDays(-daysAgo);
        var adhesion = Adhesion.Start(
            body, EmailAddress.Parse("ufficio@comune.example"), EmailAddress.Parse("protocollo@pec.comune.example"), "2026-01-01", at);
        adhesion.Prove(at);
        adhesion.TellPeople(
            body,
            new LegalRepresentative("Agata", "D'Amico", LegalOffice.Mayor),
            ContactPerson.Unknown,
            new ContactPerson(
                "Nicolò", "Lo Bue", "Assistente sociale", "Servizi sociali", "+39 090 1234567",
                EmailAddress.Parse("nicolo.lobue@comune.example")),
            Actor.Body,
            at);
        var act = new AdhesionAct(ActKind.Resolution, "12", new DateOnly(2026, 1, 10));
        adhesion.TellNetworkAndAct(new SaiNetwork(SaiProject.Yes, SaiKinds.Ordinary, 40), act, Actor.Body, at);
        more?.Invoke(adhesion, body);
        Take(adhesion, status, $"COOP-2026-9{number:00000}", at);
        await site.WriteAsync(db =>
        {
            db.Adhesions.Add(adhesion);
            return Task.CompletedTask;
        });
        return adhesion;
    }

    /// <summary>With this protocol number of January.</summary>
    public static Action<Adhesion, PublicBody> Protocolled(string number) =>
        (adhesion, _) => adhesion.SetProtocol(number, new DateOnly(2026, 1, 14), Colleague, Now);

    public static Task<Adhesion> AdhesionAsync(this CooperaSite site, Guid id) =>
        site.ReadAsync(db => db.Adhesions.AsNoTracking().Include(a => a.Events).Include(a => a.SignedCopies).SingleAsync(a => a.Id == id));

    /// <summary>What the register says that staff did, oldest first: "action | subject | details".</summary>
    public static async Task<List<string>> RegisterAsync(this CooperaSite site) =>
        (await site.ReadAsync(db => db.AuditEntries.Where(e => e.Actor == CooperaSite.AdministratorEmail).OrderBy(e => e.Id).ToListAsync()))
            .ConvertAll(e => $"{AuditActionWords.Of(e.Action)} | {e.Subject} | {e.Details}");

    /// <summary>Recipients and subjects of the mails about an adhesion, by recipient.</summary>
    public static async Task<List<string>> MailsAsync(this CooperaSite site, Guid id)
    {
        var mails = await site.ReadAsync(db => db.OutgoingMails.AsNoTracking().Where(m => m.AdhesionId == id).ToListAsync());
        return [.. mails.Select(
            m => $"{m.Recipient}: {Coopera.Core.Mail.MailContent.FromJson(m.Content).Subject}").Order(StringComparer.Ordinal)];
    }

    public static Task<Page> OpenAsync(this Visitor staff, Adhesion adhesion) => staff.GetAsync($"/gestione/adesioni/{adhesion.Id}");

    /// <summary>Presses the button that leads to the address that ends so: its form's, or its own.</summary>
    public static Task<Page> PressAsync(this Visitor staff, Page page, string action, params (string Field, string? Value)[] fields)
    {
        if (page.Document.QuerySelector($"button[formaction$='/{action}']") is IHtmlButtonElement { Form: { } form } button)
        {
            form.SetAttribute("action", button.GetAttribute("formaction")!);
        }

        return staff.SubmitAsync(page, fields.ToDictionary(f => $"Form.{f.Field}", f => f.Value), $"form[action$='/{action}']");
    }

    /// <summary>The first step of recording one.</summary>
    public static async Task<Page> RecordAsync(this Visitor staff, Dictionary<string, string?> fields, Page? page = null) =>
        await staff.SubmitAsync(page ?? await staff.GetAsync("/gestione/adesioni/nuova"), fields, "form[action$='/nuova']");

    /// <summary>What a text area holds.</summary>
    public static string AreaOf(this Page page, string field) =>
        page.Document.QuerySelector($"textarea[name='{field}']")?.TextContent ?? "";

    private static void Take(Adhesion adhesion, AdhesionStatus status, string receipt, DateTimeOffset at)
    {
        if (status is AdhesionStatus.Draft)
        {
            return;
        }

        var file = new StoredFile("00000000000000000000000000000000", "scheda.pdf", "application/pdf", 1234, new string('a', 64));
        adhesion.ReceiveSignedCopy(file, "{}", receipt, Actor.Body, at);
        if (status is not AdhesionStatus.Submitted)
        {
            adhesion.StartReview(Colleague, at);
        }

        switch (status)
        {
            case AdhesionStatus.ChangesRequested:
                adhesion.RequestChanges("Manca la firma.", Colleague, at);
                break;
            case AdhesionStatus.Accepted:
                adhesion.Accept(Colleague, at);
                break;
            case AdhesionStatus.Refused:
                adhesion.Refuse("Non è un ente siciliano.", Colleague, at);
                break;
            case AdhesionStatus.Withdrawn:
                adhesion.Withdraw("Cambio di programma.", Actor.Body, at);
                break;
        }
    }
}
