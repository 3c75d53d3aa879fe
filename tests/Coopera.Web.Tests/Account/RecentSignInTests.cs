using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Web.Tests.Registrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

/// <summary>What cannot be taken back is not for whoever finds a computer left open.</summary>
public sealed class RecentSignInTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each moves the clock.
    private readonly CooperaSite _site;

    public RecentSignInTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task After_an_hour_an_export_asks_for_the_password_and_then_goes_on()
    {
        var staff = await _site.NewStaffMemberAsync();
        var file = $"/gestione/webinar/{(await _site.WebinarAsync()).Id}/iscritti.csv";
        _clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(200, (await staff.GetAsync(file)).Status);
        _clock.Advance(TimeSpan.FromMinutes(2));

        var asked = await staff.GetAsync(file);

        Assert.Equal(302, asked.Status);
        var page = await staff.GetAsync(asked.Location!);
        Assert.Equal("Conferma che sei tu", page.Heading);
        var wrong = await staff.SubmitAsync(page, new() { ["Password"] = "non è questa" });
        Assert.Equal(422, wrong.Status);
        Assert.StartsWith("Password non corretta.", wrong.ErrorOf("Password"), StringComparison.Ordinal);
        var right = await staff.SubmitAsync(wrong, new() { ["Password"] = CooperaSite.AdministratorPassword });
        Assert.Equal((303, file), (right.Status, right.Location));
        Assert.Equal(200, (await staff.GetAsync(file)).Status);
    }

    [Fact]
    public async Task The_way_to_an_export_is_still_shown_after_an_hour()
    {
        var staff = await _site.NewStaffMemberAsync();
        var webinar = await _site.WebinarAsync();
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(), People.Notice);
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";
        _clock.Advance(TimeSpan.FromMinutes(61));

        Assert.NotNull((await staff.GetAsync(list)).Document.QuerySelector($"main a[href^='{list}.csv']"));
    }

    [Fact]
    public async Task Who_came_from_a_page_is_led_back_to_it_with_a_sentence()
    {
        var staff = await _site.NewStaffMemberAsync();
        var list = $"/gestione/webinar/{(await _site.WebinarAsync()).Id}/iscritti";
        _clock.Advance(TimeSpan.FromMinutes(61));
        staff.Client.DefaultRequestHeaders.Referrer = new Uri($"http://localhost{list}?cerca=rossi");

        var page = await staff.GetAsync((await staff.GetAsync($"{list}.csv?cerca=rossi")).Location!);

        Assert.Contains("Dopo la conferma scegli di nuovo", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            $"{list}?cerca=rossi", (await staff.SubmitAsync(page, new() { ["Password"] = CooperaSite.AdministratorPassword })).Location);
    }

    [Theory]
    [InlineData("https://altrove.example/gestione/webinar")]
    [InlineData("http://localhost/webinar")]
    public async Task Nobody_is_led_to_another_site_or_out_of_the_back_office(string from)
    {
        var staff = await _site.NewStaffMemberAsync();
        var file = $"/gestione/webinar/{(await _site.WebinarAsync()).Id}/iscritti.xlsx";
        _clock.Advance(TimeSpan.FromMinutes(61));
        staff.Client.DefaultRequestHeaders.Referrer = new Uri(from);

        var page = await staff.GetAsync((await staff.GetAsync(file)).Location!);

        Assert.Equal(file, (await staff.SubmitAsync(page, new() { ["Password"] = CooperaSite.AdministratorPassword })).Location);
    }

    [Fact]
    public async Task Looking_and_working_go_on_for_hours_and_the_question_stays()
    {
        var staff = await _site.NewStaffMemberAsync();
        var list = $"/gestione/webinar/{(await _site.WebinarAsync()).Id}/iscritti";
        for (var hour = 0; hour < 10; hour++)
        {
            _clock.Advance(TimeSpan.FromMinutes(61)); // the cookie is renewed on the way, and what it says stays
            Assert.Equal(200, (await staff.GetAsync(list)).Status);
            Assert.Equal(302, (await staff.GetAsync($"{list}.csv")).Status);
        }

        _clock.Advance(TimeSpan.FromHours(9));
        Assert.Contains("/gestione/accesso?", (await staff.GetAsync(list)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_export_at_all_is_refused_and_asked_nothing()
    {
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);
        var file = $"/gestione/webinar/{(await _site.WebinarAsync()).Id}/iscritti.csv";
        _clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Contains("/gestione/accesso-negato", (await reader.GetAsync(file)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_at_the_question_locks_the_account_as_the_sign_in_does()
    {
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync("/gestione/accesso/conferma");
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(422, (await staff.SubmitAsync(page, new() { ["Password"] = $"tentativo {guess}" })).Status);
        }

        Assert.Equal(422, (await staff.SubmitAsync(page, new() { ["Password"] = CooperaSite.AdministratorPassword })).Status);
    }

    public void Dispose() => _site.Dispose();
}
