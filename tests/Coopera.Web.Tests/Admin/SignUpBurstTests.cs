using AngleSharp.Html.Dom;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>Staff see that many came from one place at once, look at who they are, and cancel those who are nobody.</summary>
public sealed class SignUpBurstTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public SignUpBurstTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task It_is_told_in_Oggi_and_above_the_list_and_leads_to_those_people_already_ticked()
    {
        var webinar = await BurstAsync();
        var staff = await _site.NewStaffMemberAsync();

        var today = await staff.GetAsync("/gestione");
        var list = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti");
        var link = list.Document.QuerySelector(".notice a[href*='raffica=']")!.GetAttribute("href")!;
        var burst = await staff.GetAsync(link);

        Assert.Contains("48 iscrizioni in 3 minuti dallo stesso posto.", today.Text, StringComparison.Ordinal);
        Assert.NotNull(today.Document.QuerySelector($".todo a[href='{link}']"));
        Assert.Contains("48 con il posto", list.Text, StringComparison.Ordinal);
        Assert.Contains("Può essere un ufficio", list.Text, StringComparison.Ordinal);
        Assert.Contains("48 iscrizioni. Filtro: molte iscrizioni dallo stesso posto.", burst.Text, StringComparison.Ordinal);
        Assert.Equal(48, Ticked(burst).Count);
        Assert.DoesNotContain("203.0.113", burst.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_cancelled_as_one_without_a_mail_and_who_was_unticked_stays()
    {
        var webinar = await BurstAsync();
        var staff = await _site.NewStaffMemberAsync();
        var list = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti");
        var address = list.Document.QuerySelector(".notice a[href*='raffica=']")!.GetAttribute("href")!;
        var burst = await staff.GetAsync(address);
        var chosen = Ticked(burst).Skip(3).Select(id => $"scelti={id}");

        var question = await staff.GetAsync(
            $"/gestione/webinar/{webinar.Id}/iscritti/in-blocco{address[address.IndexOf('?', StringComparison.Ordinal)..]}"
            + $"&azione=Cancel&{string.Join('&', chosen)}");
        var done = await staff.SubmitAsync(question, []);

        Assert.Contains("45 persone: 45 con il posto", question.Text, StringComparison.Ordinal);
        Assert.Null(question.Document.QuerySelector("[name=SendMail][type=checkbox][checked]"));
        Assert.Contains("45 iscrizioni annullate.", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(4, await _site.ReadAsync(
            db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Confirmed)));
        Assert.False(await _site.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.Kind == MailKinds.RegistrationCancelled)));
        var entry = await _site.ReadAsync(db => db.AuditEntries.OrderByDescending(e => e.Number).FirstAsync());
        Assert.Equal(RegistrationPhrases.BurstReason, entry.Reason);
    }

    [Fact]
    public async Task Who_has_still_to_confirm_is_told_apart_counts_for_no_place_and_can_only_be_cancelled()
    {
        var webinar = await BurstAsync(count: 61, capacity: 61, alone: false);
        var staff = await _site.NewStaffMemberAsync();
        var id = await _site.ReadAsync(
            db => db.Registrations.Where(r => r.Status == RegistrationStatus.Unconfirmed).Select(r => r.Id).SingleAsync());

        var list = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti?stato=Unconfirmed");
        var person = await staff.GetAsync($"/gestione/iscrizioni/{id}");
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/annulla");
        await staff.SubmitAsync(form, new() { ["Reason"] = "Non è di nessuno", ["SendMail"] = "true" });

        Assert.Contains("1 iscrizione", list.Text, StringComparison.Ordinal);
        Assert.Contains("da confermare", list.Text, StringComparison.Ordinal);
        Assert.Contains("aspetta la conferma dall’email", person.Text, StringComparison.Ordinal);
        Assert.Null(person.Document.QuerySelector($"main a[href='/gestione/iscrizioni/{id}/modifica']"));
        Assert.Contains("60 su 61", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.Kind == MailKinds.RegistrationCancelled)));
        Assert.Equal(RegistrationStatus.Cancelled, (await _site.FindRegistrationAsync(id)).Status);
    }

    public void Dispose() => _site.Dispose();

    private static List<string> Ticked(Page page) =>
    [
        .. page.Document.QuerySelectorAll("input[name=scelti]").OfType<IHtmlInputElement>()
            .Where(box => box.IsChecked).Select(box => box.Value),
    ];

    /// <summary>From one address within three minutes, and somebody else from another.</summary>
    private async Task<Webinar> BurstAsync(int count = 48, int? capacity = null, bool alone = true)
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            $"prova-{Guid.NewGuid():N}", "Accogliere insieme", _clock.GetUtcNow().AddDays(14), _clock.GetUtcNow().AddDays(14).AddHours(2))
        { Capacity = capacity });
        foreach (var number in Enumerable.Range(1, count))
        {
            _clock.Advance(TimeSpan.FromSeconds(3));
            await SignUpAsync(webinar, People.Number(number), "203.0.113.7");
        }

        if (alone)
        {
            await SignUpAsync(webinar, People.Person(), "198.51.100.9");
        }

        return webinar;
    }

    private Task<SignedUp> SignUpAsync(Webinar webinar, Participant person, string network) => _site.InScopeAsync(
        services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, person, People.Notice, network));
}
