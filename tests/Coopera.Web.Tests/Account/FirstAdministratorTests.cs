using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Coopera.Core;
using Coopera.Core.Files;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Events;

namespace Coopera.Web.Tests.Account;

public sealed partial class FirstAdministratorTests
{
    private const string Password = "quattro parole messe insieme";

    [Fact]
    public async Task The_one_in_the_settings_is_created_once_and_keeps_the_password_chosen_since()
    {
        using var site = new CooperaSite(); // it starts again, on the same database
        await site.NewStaffMemberAsync();

        using var restarted =
            new CooperaSite(new() { ["Site:DataFolder"] = site.Folder, ["Staff:FirstAdministrator:Password"] = "tutta un’altra password" });
        await restarted.NewStaffMemberAsync();

        Assert.Equal(1, await restarted.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Without_one_the_log_prints_a_link_that_makes_one_and_then_no_longer_works()
    {
        await using var site = new UnstaffedSite();
        var visitor = site.NewVisitor();
        var late = site.NewVisitor();
        var lateForm = await late.GetAsync(site.Link);
        var form = await visitor.GetAsync(site.Link);
        Assert.Equal("Primo accesso", form.Heading);

        var answer = await visitor.SubmitAsync(form, Profile("Prima.D'Amico+staff@anci.example"));

        Assert.Equal("/gestione/accesso", answer.Onward);
        var signIn = new Dictionary<string, string?> { ["Email"] = "prima.d'amico+staff@anci.example", ["Password"] = Password };
        var signInPage = await visitor.FollowAsync(answer);
        Assert.Contains("Il tuo profilo c’è", signInPage.Text, StringComparison.Ordinal);
        Assert.Equal("/gestione", (await visitor.SubmitAsync(signInPage, signIn)).Location);
        Assert.Equal(404, (await site.NewVisitor().GetAsync(site.Link)).Status);
        Assert.Equal(404, (await late.SubmitAsync(lateForm, Profile("seconda@anci.example"))).Status);
        Assert.Equal(1, await site.UsersAsync());
    }

    [Fact]
    public async Task The_first_one_is_asked_for_a_name_and_led_on()
    {
        await using var site = new UnstaffedSite();
        var visitor = site.NewVisitor();
        var unnamed = await visitor.SubmitAsync(
            await visitor.GetAsync(site.Link), new(Profile("prima@anci.example")) { ["FullName"] = " " });
        Assert.Equal((422, "Scrivi il tuo nome e cognome."), (unnamed.Status, unnamed.ErrorOf("FullName")));

        var made = await visitor.FollowAsync(await visitor.SubmitAsync(unnamed, Profile("prima@anci.example")));
        await visitor.SubmitAsync(made, new() { ["Email"] = "prima@anci.example", ["Password"] = Password });
        var today = await visitor.GetAsync("/gestione");

        Assert.Contains("Prima D’Amico", today.Document.QuerySelector(".staff-name")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Scrivi come ti chiami: fatto", today.Document.QuerySelector(".first-steps .is-done")!.TextContent.Trim());
        Assert.Equal("Invita chi lavora con te", today.Document.QuerySelector(".first-steps .btn-primary")!.TextContent);
    }

    [Theory]
    [EachEngine]
    public async Task Used_by_several_at_the_same_moment_the_link_makes_one_administrator(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var site = new UnstaffedSite(Engines.Settings(engine, database.ConnectionString));
        var forms = await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            var visitor = site.NewVisitor();
            return (Visitor: visitor, Form: await visitor.GetAsync(site.Link), number);
        }));

        var answers =
            await Task.WhenAll(forms.Select(one => one.Visitor.SubmitAsync(one.Form, Profile($"persona{one.number}@anci.example"))));

        Assert.Equal(1, await site.UsersAsync());
        Assert.Single(answers, answer => answer.Status == 303);
        Assert.All(answers, answer => Assert.True(answer.Status is 303 or 404, $"{answer.Status}"));
    }

    [Fact]
    public async Task A_link_that_nobody_printed_opens_nothing()
    {
        await using var site = new UnstaffedSite();
        var visitor = site.NewVisitor();

        foreach (var address in new[]
        {
            "/gestione/primo-accesso/qualunque", "/gestione/primo-accesso/%20", $"{site.Link}x", site.Link[..^2],
        })
        {
            var page = await visitor.GetAsync(address);
            Assert.Equal(404, page.Status);
            Assert.Null(page.Document.QuerySelector("main form"));
        }
    }

    [Fact]
    public async Task A_link_printed_before_is_refused_once_the_settings_have_made_an_administrator()
    {
        await using var site = new UnstaffedSite();
        using var restarted = new CooperaSite(new() { ["Site:DataFolder"] = site.Folder });

        Assert.Equal(404, (await restarted.NewVisitor().GetAsync(site.Link)).Status);
        Assert.Equal(404, (await site.NewVisitor().GetAsync(site.Link)).Status);
    }

    [Fact]
    public async Task The_printed_link_works_for_a_day()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var site = new UnstaffedSite(clock: clock);
        var visitor = site.NewVisitor();
        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        var form = await visitor.GetAsync(site.Link);
        Assert.Equal(200, form.Status);

        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(404, (await visitor.GetAsync(site.Link)).Status);
        Assert.Equal(404, (await visitor.SubmitAsync(form, Profile("prima@anci.example"))).Status);
        Assert.Equal(0, await site.UsersAsync());
    }

    [Theory]
    [InlineData("prima@anci.example", "password1234", "password1234", "Password", "facile da indovinare")]
    [InlineData("prima@anci", Password, Password, "Email", "All’indirizzo manca la fine")]
    [InlineData("prima@anci.example", "corta", "corta", "Password", "almeno 12 caratteri")]
    [InlineData("prima@anci.example", Password, "quattro parole diverse", "PasswordAgain", "non sono uguali")]
    public async Task What_is_wrong_is_told_and_the_link_still_works(
        string email, string password, string again, string field, string sentence)
    {
        await using var site = new UnstaffedSite();
        var visitor = site.NewVisitor();

        var wrong = await visitor.SubmitAsync(
            await visitor.GetAsync(site.Link), new()
            {
                ["FullName"] = "Prima D’Amico",
                ["Email"] = email,
                ["Password"] = password,
                ["PasswordAgain"] = again,
            });

        Assert.Equal(422, wrong.Status);
        Assert.StartsWith("Errore: ", wrong.Document.Title, StringComparison.Ordinal);
        Assert.Contains(sentence, wrong.ErrorOf(field), StringComparison.Ordinal);
        Assert.Equal((email, "", ""), (wrong.ValueOf("Email"), wrong.ValueOf("Password"), wrong.ValueOf("PasswordAgain")));
        Assert.Equal(303, (await visitor.SubmitAsync(wrong, Profile("prima@anci.example"))).Status);
    }

    private static Dictionary<string, string?> Profile(string email) =>
        new() { ["FullName"] = "Prima D’Amico", ["Email"] = email, ["Password"] = Password, ["PasswordAgain"] = Password };

    /// <summary>A site without an administrator, whose log is read.</summary>
    private sealed partial class UnstaffedSite : IAsyncDisposable
    {
        private readonly CooperaSite _site;
        private readonly WebApplicationFactory<Program> _running;
        private readonly LogLines _log = new();

        public UnstaffedSite(Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
        {
            _site = new CooperaSite(
                new(settings ?? []) { ["Staff:FirstAdministrator:Email"] = null, ["Staff:FirstAdministrator:Password"] = null }, clock);
            _running =
                _site.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton<ILogEventSink>(_log)));
            Link = new Uri(LinkPattern().Match(string.Join('\n', Lines())).Value).AbsolutePath;
        }

        public string Folder => _site.Folder;

        /// <summary>The path of the link in the log.</summary>
        public string Link { get; }

        public Visitor NewVisitor() => new(_running.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

        public async Task<int> UsersAsync()
        {
            await using var scope = _running.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<Coopera.Core.Data.CooperaDb>().Users.CountAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _running.DisposeAsync();
            await _site.DisposeAsync();
        }

        private IEnumerable<string> Lines()
        {
            _ = _running.Services; // starts it
            return _log.Lines;
        }

        [GeneratedRegex(@"http://localhost/gestione/primo-accesso/[\w-]+")]
        private static partial Regex LinkPattern();
    }

    private sealed class LogLines : ILogEventSink
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public void Emit(LogEvent logEvent) => Lines.Enqueue(logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
