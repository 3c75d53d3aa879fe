using Coopera.Browser.Tests.Browser;
using Coopera.Core;
using Coopera.Core.Links;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Every page that the site shows, in every state that looks different, and the way there.</summary>
public sealed class EveryPage : IAsyncDisposable
{
    public static readonly int[] Widths = [360, 1280];

    private static readonly Dictionary<string, Func<EveryPage, Tab, Task>> Ways =
        new([
            .. PublicPages.Ways, .. PresencePages.Ways, .. CertificatePages.Ways, .. SurveyPages.Ways, .. OwnDataPages.Ways,
            .. CoordinationPages.Ways, .. StaffPages.Ways, .. StaffStates.Ways, .. AccountPages.Ways,
        ]);

    private static readonly Dictionary<string, Func<Tab, Task>> WaysOnABareSite = new()
    {
        ["bare-home"] = tab => tab.GoAsync("/"),
        ["bare-webinars"] = tab => tab.GoAsync("/webinar"),
        ["bare-first-access"] = tab => tab.GoAsync(tab.Site.FirstAccess()),
        ["bare-first-access-error"] = tab =>
            StaffStates.Refused((_, there) => there.GoAsync(there.Site.FirstAccess()), "Crea il profilo")(null!, tab),
        ["bare-fault"] = tab => tab.GoAsync("/comunicati/come-si-chiamava", 500),
    };

    private readonly SiteInBrowser _browser;
    private readonly CooperaSite _bare;

    private EveryPage(SiteInBrowser browser, CooperaSite bare) => (_browser, _bare) = (browser, bare);

    public Webinar Open { get; private set; } = null!;

    public Webinar Full { get; private set; } = null!;

    public Webinar Busy { get; private set; } = null!;

    /// <summary>Sixty have signed up from this machine in a moment, and one is to confirm.</summary>
    public Webinar Crowded { get; private set; } = null!;

    /// <summary>Six came in with a list; one has had a mail since, and one has cancelled.</summary>
    public Webinar Imported { get; private set; } = null!;

    public Guid Import { get; private set; }

    public string ConfirmPage { get; private set; } = "";

    public string LapsedPage { get; private set; } = "";

    /// <summary>Has extra questions; the person of <see cref="AskingPage"/> answered one before it changed.</summary>
    public Webinar Asking { get; private set; } = null!;

    public string AskingPage { get; private set; } = "";

    public Webinar NotYetOpen { get; private set; } = null!;

    public Webinar Closed { get; private set; } = null!;

    public Webinar Cancelled { get; private set; } = null!;

    /// <summary>To an address that does not exist.</summary>
    public Guid FailedMail { get; private set; }

    /// <summary>To be sent from a mailbox of certified mail, by hand.</summary>
    public Guid MailByHand { get; private set; }

    /// <summary>An address that rests, of somebody who signed up.</summary>
    public Guid Resting { get; private set; }

    public Webinar Draft { get; private set; } = null!;

    public string ConfirmedPage { get; private set; } = "";

    public string WaitingPage { get; private set; } = "";

    public Adhesion Adhesion { get; private set; } = null!;

    /// <summary>The scheda on line of a comune that has begun it.</summary>
    public string AdhesionPage { get; private set; } = "";

    public string UnopenedPage { get; private set; } = "";

    public static IEnumerable<string> Names => Ways.Keys.Concat(WaysOnABareSite.Keys);

    public static async Task<EveryPage> SetAsync(SiteInBrowser browser)
    {
        var bare = SiteInBrowser.Listening(new CooperaSite(new()
        {
            ["Demo:Enabled"] = "false",
            ["Staff:FirstAdministrator:Email"] = null,
            ["Staff:FirstAdministrator:Password"] = null,
        }));
        await bare.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"OldSlugs\" RENAME TO \"Lost\""));
        var site = browser.Site;
        var pages = new EveryPage(browser, bare)
        {
            Open = await site.OpenAsync(),
            Full = await site.FullAsync(),
            Busy = await site.BusyAsync(),
            Crowded = await site.OpenAsync(capacity: 200),
            Asking = await site.AskingAsync(),
            NotYetOpen = await site.NotYetOpenAsync(),
            Closed = await site.ClosedAsync(),
            Cancelled = await site.CancelledAsync(),
            Draft = await site.DraftAsync(),
        };
        pages.ConfirmedPage = await site.SignUpAsync(pages.Open, "confermata@comune.example");
        pages.WaitingPage = await site.SignUpAsync(pages.Full, "in.attesa@comune.example");
        pages.FailedMail = await site.GiveUpMailAsync(
            "seconda@comune.example", new(MailFailureKind.NoSuchMailbox, "550 5.1.1 <seconda@comune.example>: user unknown"));
        await site.SignUpAsync(pages.Open, "riposo@comune.example");
        pages.Resting = await site.LetRestAsync("riposo@comune.example");
        await site.GiveUpMailAsync("prima@comune.example", new(MailFailureKind.Unreachable, "Connection refused"));
        pages.ConfirmPage = await site.CrowdAsync(pages.Crowded);
        pages.LapsedPage = site.ConfirmAddress(Guid.NewGuid(), pages.Crowded);
        pages.Imported = await site.OpenAsync(capacity: 4);
        pages.Import = await site.ImportAsync(pages.Imported);
        pages.AskingPage = await site.SignUpAsync(pages.Asking, "risponde@comune.example");
        await site.WriteAsync(async db =>
        {
            var person = await db.Registrations.SingleAsync(r => r.WebinarId == pages.Asking.Id);
            var lunch = await db.Questions.SingleAsync(q => q.WebinarId == pages.Asking.Id && q.Position == 1);
            db.Answers.Add(new Answer(person.Id, lunch.Id, Question.Yes));
            await db.SaveChangesAsync();
            db.Questions.Add(
                lunch.Change(lunch.Content() with { Text = "Ti fermi a pranzo con noi?" }, answered: true, DateTimeOffset.UtcNow));
            db.Questions.Add(Question.Ask(pages.Asking.Id, 4, new QuestionContent(QuestionKind.OneChoice, "Da quale provincia vieni?")
            {
                Options = ["Agrigento", "Caltanissetta", "Catania", "Enna", "Messina", "Palermo", "Ragusa", "Siracusa", "Trapani"],
            }));
        });
        pages.Adhesion = await site.BeginAdhesionAsync("082053");
        pages.AdhesionPage = $"/coordinamento/adesione/{site.Services.GetRequiredService<AdhesionLinks>().Token(new PersonalLink(pages.Adhesion.Id, pages.Adhesion.LinkVersion))}";
        pages.MailByHand = await site.LeaveMailByHandAsync(pages.Adhesion);
        await site.ArriveByPecAsync(pages.Adhesion);
        var unopened = await site.BeginAdhesionAsync("082027", opened: false);
        pages.UnopenedPage = $"/coordinamento/adesione/{site.Services.GetRequiredService<AdhesionLinks>().Token(new PersonalLink(unopened.Id, unopened.LinkVersion))}";
        return pages;
    }

    /// <summary>Opens the page of that name, and has a look at it.</summary>
    public Task VisitAsync(string name, int width, Func<Tab, Task> look)
    {
        var bare = WaysOnABareSite.GetValueOrDefault(name);
        return _browser.VisitAsync(
            async tab =>
            {
                await (bare is null ? Ways[name](this, tab) : bare(tab));
                await look(tab);
            },
            width,
            site: bare is null ? null : _bare);
    }

    public async ValueTask DisposeAsync() => await _bare.DisposeAsync();
}
