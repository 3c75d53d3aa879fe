using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

public sealed class PasswordResetTests : IDisposable
{
    private const string New = "quattro gatti sul tetto";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each changes the password of the one administrator, and moves the clock.
    private readonly CooperaSite _site;

    public PasswordResetTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task A_forgotten_password_is_replaced_with_the_link_and_every_session_ends()
    {
        var staff = await _site.NewStaffMemberAsync();
        var link = await _site.ResetLinkAsync();
        var visitor = _site.NewVisitor();

        var answer = await visitor.SubmitAsync(await visitor.GetAsync(link), Choice(New));

        var signIn = await visitor.FollowAsync(answer);
        Assert.Equal("Accesso alla gestione", signIn.Heading);
        Assert.Contains("La nuova password è attiva", signIn.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await staff.GetAsync("/gestione/webinar")).Status);
        Assert.Equal(422, (await visitor.SignInAsync()).Status);
        Assert.Equal(303, (await visitor.SignInAsync(New)).Status);
        Assert.Equal("sceglie una nuova password", (await _site.RegisterAsync())[^1]);
        Assert.Contains(
            await _site.DeliverAsync(), mail => mail.Subject == "È cambiato il modo di accedere al tuo profilo"
                && mail.TextBody!.Contains("nuova password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_answer_is_the_same_for_every_address_and_only_a_usable_account_gets_the_mail()
    {
        var known = await AskAsync(CooperaSite.AdministratorEmail.ToUpperInvariant());
        var unknown = await AskAsync("nessuno@anci.example");

        Assert.Equal((303, known.Location), (unknown.Status, unknown.Location));
        Assert.Single(await ResetMailsAsync());
        await AskAsync(CooperaSite.AdministratorEmail);
        Assert.Single(await ResetMailsAsync()); // twice within two minutes: one mail
        _clock.Advance(TimeSpan.FromMinutes(3));
        await _site.SuspendAsync();
        await AskAsync(CooperaSite.AdministratorEmail);
        Assert.Single(await ResetMailsAsync());
        Assert.Equal(422, (await AskAsync("nessuno")).Status);
    }

    [Fact]
    public async Task Asking_without_end_is_stopped()
    {
        using var site = new CooperaSite(new() { ["RateLimits:LinkRequestsPerMinute"] = "2" });
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/gestione/password");
        await visitor.SubmitAsync(form, new() { ["Email"] = "a@anci.example" });
        await visitor.SubmitAsync(form, new() { ["Email"] = "b@anci.example" });

        Assert.Equal(429, (await visitor.SubmitAsync(form, new() { ["Email"] = "c@anci.example" })).Status);
    }

    [Fact]
    public async Task A_link_works_once_and_its_elder_brothers_die_with_it()
    {
        var first = await _site.ResetLinkAsync();
        _clock.Advance(TimeSpan.FromMinutes(3));
        var second = await _site.ResetLinkAsync();
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync(second);
        Assert.Equal(303, (await visitor.SubmitAsync(form, Choice(New))).Status);

        foreach (var link in new[] { first, second })
        {
            var page = await visitor.GetAsync(link);
            Assert.Equal((404, "Questo link non vale più"), (page.Status, page.Heading));
        }

        Assert.Equal(404, (await visitor.SubmitAsync(form, Choice("cinque cani nel fienile"))).Status);
        Assert.Equal(303, (await visitor.SignInAsync(New)).Status);
    }

    [Fact]
    public async Task A_link_lives_two_hours_and_dies_with_the_account()
    {
        var link = await _site.ResetLinkAsync();
        var visitor = _site.NewVisitor();
        _clock.Advance(TimeSpan.FromMinutes(119));
        var form = await visitor.GetAsync(link);
        Assert.Equal("Scegli una nuova password", form.Heading);
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(404, (await visitor.GetAsync(link)).Status);
        Assert.Equal(404, (await visitor.SubmitAsync(form, Choice(New))).Status);
        var newest = await _site.ResetLinkAsync();
        await _site.SuspendAsync();
        Assert.Equal(404, (await visitor.GetAsync(newest)).Status);
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_a_weak_password_costs_nothing()
    {
        var link = await _site.ResetLinkAsync();
        var before = await DatabasePrint.OfAsync(_site);
        var visitor = _site.NewVisitor();

        var weak = await visitor.SubmitAsync(await visitor.GetAsync(link), Choice("segreteria2026"));

        Assert.Equal(422, weak.Status);
        Assert.Contains("facile da indovinare", weak.ErrorOf("Password"), StringComparison.Ordinal);
        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
        Assert.Equal(303, (await visitor.SubmitAsync(weak, Choice(New))).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public async Task A_cut_or_changed_link_opens_nothing(string tail)
    {
        var link = await _site.ResetLinkAsync();

        var page = await _site.NewVisitor().GetAsync(tail.Length == 0 ? link[..^3] : link + tail);

        Assert.Equal((404, "Questo link non vale più"), (page.Status, page.Heading));
    }

    [Fact]
    public async Task The_new_password_lifts_the_lock_that_wrong_ones_brought()
    {
        var visitor = _site.NewVisitor();
        for (var guess = 0; guess < 5; guess++)
        {
            await visitor.SignInAsync($"tentativo {guess}");
        }

        await visitor.SubmitAsync(await visitor.GetAsync(await _site.ResetLinkAsync()), Choice(New));

        Assert.Equal(303, (await visitor.SignInAsync(New)).Status);
    }

    [Fact]
    public async Task The_second_step_is_asked_as_before_and_its_lock_stays()
    {
        var (key, _) = await (await _site.NewStaffMemberAsync()).LinkAppAsync(_clock);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = _site.NewVisitor();
        for (var guess = 0; guess < 5; guess++)
        {
            await visitor.SignInAsync($"tentativo {guess}");
        }

        await visitor.SubmitAsync(await visitor.GetAsync(await _site.ResetLinkAsync()), Choice(New));
        Assert.Equal(422, (await visitor.SignInAsync(New)).Status);
        await _site.WriteAsync(async db => (await db.Users.SingleAsync()).LockoutEnd = null);

        var code = await visitor.FollowAsync(await visitor.SignInAsync(New));
        Assert.Equal("Secondo passaggio", code.Heading);
        Assert.Equal("/gestione", (await visitor.SubmitAsync(code, new() { ["Code"] = StaffKit.CodeOf(key, _clock) })).Location);
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Choice(string password) => new() { ["Password"] = password, ["PasswordAgain"] = password };

    private async Task<Page> AskAsync(string email)
    {
        var visitor = _site.NewVisitor();
        var answer = await visitor.SubmitAsync(await visitor.GetAsync("/gestione/password"), new() { ["Email"] = email });
        await _site.AnswerMailRequestsAsync();
        return answer;
    }

    private Task<List<OutgoingMail>> ResetMailsAsync() =>
        _site.ReadAsync(db => db.OutgoingMails.Where(m => m.Kind == MailKinds.PasswordReset).ToListAsync());
}
