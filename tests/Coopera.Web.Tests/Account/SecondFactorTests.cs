using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

public sealed class SecondFactorTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each changes how the one administrator signs in, and moves the clock.
    private readonly CooperaSite _site;

    public SecondFactorTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task With_an_app_signing_in_takes_the_password_and_a_code_and_leads_to_the_page_asked_for()
    {
        var (key, codes) = await LinkedAsync();
        Assert.Equal(10, codes.Distinct().Count());
        var visitor = _site.NewVisitor();

        var half = await visitor.SignInAsync(at: (await visitor.GetAsync("/gestione/adesioni")).Location!);
        Assert.Equal(302, (await visitor.GetAsync("/gestione/adesioni")).Status);
        var form = await visitor.FollowAsync(half);
        Assert.Equal("Secondo passaggio", form.Heading);
        var answer = await visitor.SubmitAsync(form, new() { ["Code"] = Code(key) });

        Assert.Equal("/gestione/adesioni", answer.Location);
        Assert.Equal(200, (await visitor.GetAsync("/gestione/adesioni")).Status);
    }

    [Fact]
    public async Task A_code_works_once_even_for_two_at_the_same_moment()
    {
        var (key, _) = await LinkedAsync();
        var code = Code(key);
        var both = await Task.WhenAll(HalfInAsync(), HalfInAsync());

        var answers = await Task.WhenAll(both.Select(one => one.Visitor.SubmitAsync(one.Form, new() { ["Code"] = code })));

        Assert.Equal([303, 422], answers.Select(answer => answer.Status).Order());
        Assert.Contains(
            "ogni codice vale una volta", answers.Single(answer => answer.Status == 422).ErrorOf("Code"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_that_linked_the_app_and_those_before_the_last_one_are_used_up()
    {
        var staff = await _site.NewStaffMemberAsync();
        var (key, _) = await staff.LinkAppAsync(_clock);
        var first = Code(key);
        var (visitor, form) = await HalfInAsync();
        Assert.Equal(422, (await visitor.SubmitAsync(form, new() { ["Code"] = first })).Status);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(303, (await visitor.SubmitAsync(form, new() { ["Code"] = Code(key) })).Status);

        (visitor, form) = await HalfInAsync();

        Assert.Equal(422, (await visitor.SubmitAsync(form, new() { ["Code"] = first })).Status);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account_also_when_codes_and_recovery_codes_take_turns()
    {
        var (key, codes) = await LinkedAsync();
        var (visitor, form) = await HalfInAsync();
        var recovery = await visitor.GetAsync("/gestione/accesso/recupero");
        for (var guess = 0; guess < 5; guess++)
        {
            var wrong = await visitor.SubmitAsync(
                guess % 2 == 0 ? form : recovery, new() { ["Code"] = guess % 2 == 0 ? "000000" : "BBBBB-BBBBB" });
            Assert.Equal(422, wrong.Status);
        }

        Assert.Equal(422, (await visitor.SubmitAsync(form, new() { ["Code"] = Code(key) })).Status);
        Assert.Equal(422, (await visitor.SubmitAsync(recovery, new() { ["Code"] = codes[0] })).Status);
        Assert.Equal(422, (await _site.NewVisitor().SignInAsync()).Status);
    }

    [Fact]
    public async Task The_right_password_in_between_does_not_forgive_wrong_codes()
    {
        await LinkedAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            var (visitor, form) = await HalfInAsync();
            await visitor.SubmitAsync(form, new() { ["Code"] = "000000" });
        }

        Assert.Equal(422, (await _site.NewVisitor().SignInAsync()).Status);
    }

    [Fact]
    public async Task A_recovery_code_works_once_however_it_is_written_and_the_person_is_told()
    {
        var (_, codes) = await LinkedAsync();
        var (visitor, _) = await HalfInAsync();

        var answer = await visitor.SubmitAsync(
            await visitor.GetAsync("/gestione/accesso/recupero"),
            new() { ["Code"] = $" {codes[3].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()} " });

        var profile = await visitor.FollowAsync(answer);
        Assert.Equal("Il tuo profilo", profile.Heading);
        Assert.Contains("Te ne restano 9.", profile.Text, StringComparison.Ordinal);
        Assert.Equal("accede con un codice di recupero", (await _site.RegisterAsync())[^1]);
        Assert.Contains(await _site.DeliverAsync(), mail => mail.TextBody!.Contains("codice di recupero", StringComparison.Ordinal));
        var (second, _) = await HalfInAsync();
        Assert.Equal(
            422, (await second.SubmitAsync(await second.GetAsync("/gestione/accesso/recupero"), new() { ["Code"] = codes[3] })).Status);
    }

    [Fact]
    public async Task Who_was_half_in_starts_again_once_the_password_was_changed()
    {
        var (key, _) = await LinkedAsync();
        var (visitor, form) = await HalfInAsync();
        var owner = _site.NewVisitor();
        var reset = await owner.GetAsync(await _site.ResetLinkAsync());
        Assert.Equal(303, (await owner.SubmitAsync(
            reset, new() { ["Password"] = "canotto lavagna prugna", ["PasswordAgain"] = "canotto lavagna prugna" })).Status);

        var late = await visitor.SubmitAsync(form, new() { ["Code"] = Code(key) });

        Assert.Equal("/gestione/accesso", late.Location);
        Assert.Equal(302, (await visitor.GetAsync("/gestione")).Status);
    }

    [Fact]
    public async Task Wrong_codes_sent_all_at_once_are_counted_one_by_one()
    {
        var (key, _) = await LinkedAsync();
        var (visitor, form) = await HalfInAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => visitor.SubmitAsync(form, new() { ["Code"] = "000000" })));

        Assert.Equal(422, (await visitor.SubmitAsync(form, new() { ["Code"] = Code(key) })).Status);
    }

    [Fact]
    public async Task Of_two_with_the_same_recovery_code_at_the_same_moment_one_gets_in()
    {
        var (_, codes) = await LinkedAsync();
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var (visitor, _) = await HalfInAsync();
            return (Visitor: visitor, Form: await visitor.GetAsync("/gestione/accesso/recupero"));
        }));

        var answers = await Task.WhenAll(both.Select(one => one.Visitor.SubmitAsync(one.Form, new() { ["Code"] = codes[0] })));

        Assert.Equal([303, 422, 422, 422], answers.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Recovery_codes_are_shown_once_and_new_ones_void_the_old()
    {
        var staff = await _site.NewStaffMemberAsync();
        var (_, old) = await staff.LinkAppAsync(_clock);
        var again = await staff.GetAsync("/gestione/profilo/codici");
        Assert.Empty(again.Document.QuerySelectorAll(".codes"));
        Assert.Contains("Ti restano 10 codici.", again.Text, StringComparison.Ordinal);

        var renewed = await staff.FollowAsync(await staff.SubmitAsync(again, [], "main form[action$='/codici']"));

        Assert.Equal(10, renewed.Document.QuerySelectorAll(".codes code").Length);
        Assert.Contains(
            renewed.Document.QuerySelector(".codes code")!.TextContent,
            Uri.UnescapeDataString(renewed.Document.QuerySelector("a[download]")!.GetAttribute("href")!),
            StringComparison.Ordinal);
        var (visitor, _) = await HalfInAsync();
        Assert.Equal(
            422, (await visitor.SubmitAsync(await visitor.GetAsync("/gestione/accesso/recupero"), new() { ["Code"] = old[0] })).Status);
    }

    [Fact]
    public async Task A_wrong_code_while_linking_keeps_the_key_and_locks_nobody_out()
    {
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync("/gestione/profilo/app");
        var before = await DatabasePrint.OfAsync(_site);

        var wrong = await staff.SubmitAsync(page, new() { ["Code"] = "000000" }, "main form[action$='/app']");

        Assert.Equal((422, StaffKit.KeyOn(page)), (wrong.Status, StaffKit.KeyOn(wrong)));
        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
        Assert.Equal("/gestione", (await _site.NewVisitor().SignInAsync()).Location);
        Assert.Equal(
            303, (await staff.SubmitAsync(wrong, new() { ["Code"] = Code(StaffKit.KeyOn(wrong)) }, "main form[action$='/app']")).Status);
    }

    [Fact]
    public async Task A_key_made_for_somebody_else_cannot_be_slipped_in()
    {
        var other = await (await _site.NewStaffMemberAsync(StaffRoles.Reader)).GetAsync("/gestione/profilo/app");
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync("/gestione/profilo/app");

        var answer = await staff.SubmitAsync(
            page, new() { ["Setup"] = other.ValueOf("Setup"), ["Code"] = Code(StaffKit.KeyOn(other)) }, "main form[action$='/app']");

        Assert.Equal(422, answer.Status);
        Assert.False((await _site.ReadAsync(db => db.Users.SingleAsync(u => u.Email == CooperaSite.AdministratorEmail))).TwoFactorEnabled);
    }

    [Fact]
    public async Task Linking_an_app_ends_the_other_sessions_and_unlinking_it_needs_no_code_any_more()
    {
        var other = await _site.NewStaffMemberAsync();
        var staff = await _site.NewStaffMemberAsync();
        await staff.LinkAppAsync(_clock);
        Assert.Equal((302, 200), ((await other.GetAsync("/gestione/webinar")).Status, (await staff.GetAsync("/gestione/webinar")).Status));

        await staff.SubmitAsync(await staff.GetAsync("/gestione/profilo"), [], "main form[action$='/scollega']");

        Assert.Equal("/gestione", (await _site.NewVisitor().SignInAsync()).Location);
        Assert.Equal(["collega l’app per i codici", "scollega l’app per i codici"], (await _site.RegisterAsync())[^2..]);
        Assert.Equal(0, await _site.ReadAsync(
            db => db.UserTokens.CountAsync(t => t.Name == SecondFactorTokens.Key || t.Name == SecondFactorTokens.RecoveryCodesName)));
    }

    [Fact]
    public async Task The_half_way_in_is_over_after_five_minutes_and_for_the_suspended()
    {
        var (key, codes) = await LinkedAsync();
        var (visitor, form) = await HalfInAsync();
        await _site.SuspendAsync();
        Assert.Equal(422, (await visitor.SubmitAsync(form, new() { ["Code"] = Code(key) })).Status);
        Assert.Equal(
            422, (await visitor.SubmitAsync(await visitor.GetAsync("/gestione/accesso/recupero"), new() { ["Code"] = codes[0] })).Status);
        await _site.WriteAsync(async db => (await db.Users.SingleAsync()).SuspendedAt = null);
        _clock.Advance(TimeSpan.FromMinutes(6));

        var late = await visitor.SubmitAsync(form, new() { ["Code"] = Code(key) });

        Assert.Contains("ricomincia dalla password", (await visitor.FollowAsync(late)).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private string Code(string key) => StaffKit.CodeOf(key, _clock);

    /// <summary>An app is linked, and a minute has gone by.</summary>
    private async Task<(string Key, IReadOnlyList<string> Codes)> LinkedAsync()
    {
        var linked = await (await _site.NewStaffMemberAsync()).LinkAppAsync(_clock);
        _clock.Advance(TimeSpan.FromMinutes(1));
        return linked;
    }

    /// <summary>Somebody who knows the password, before the second step.</summary>
    private async Task<(Visitor Visitor, Page Form)> HalfInAsync()
    {
        var visitor = _site.NewVisitor();
        return (visitor, await visitor.FollowAsync(await visitor.SignInAsync()));
    }
}
