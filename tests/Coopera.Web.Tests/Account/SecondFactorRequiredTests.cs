using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Account;

public sealed class SecondFactorRequiredTests : IDisposable
{
    // Each changes how the one administrator signs in.
    private readonly CooperaSite _site = new(new() { ["Staff:SecondFactorRequired"] = "true" });

    [Fact]
    public async Task A_password_alone_opens_the_profile_and_nothing_else_of_the_back_office()
    {
        var routes = (await EveryRoute.OfAsync(_site)).Where(route => route.IsStaff).ToList();
        var staff = await _site.NewStaffMemberAsync();
        var walled = 0;
        foreach (var route in routes.Where(route => !IsAboutSigningIn(route.Pattern)))
        {
            var answer = route.Takes("GET") ? await staff.GetAsync(route.Address) : await staff.PostAsync(route.Address);
            Assert.True(answer.Location == "/gestione/profilo", $"{route} answered {answer.Status} {answer.Location}.");
            walled++;
        }

        Assert.True(walled > 20, "The routes were not found.");
        var profile = await staff.GetAsync("/gestione/profilo");
        Assert.Contains("Manca il secondo passaggio", profile.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_app_is_linked_the_doors_open_at_once_and_stay_open_for_who_shows_the_code()
    {
        var staff = await _site.NewStaffMemberAsync();
        await staff.LinkAppAsync(TimeProvider.System);

        Assert.Equal(200, (await staff.GetAsync("/gestione/webinar")).Status);
        Assert.DoesNotContain("Manca il secondo passaggio", (await staff.GetAsync("/gestione/profilo")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_second_step_is_not_taken_away()
    {
        var staff = await _site.NewStaffMemberAsync();
        await staff.LinkAppAsync(TimeProvider.System);

        var answer = await staff.SubmitAsync(await staff.GetAsync("/gestione/profilo"), [], "main form[action$='/scollega']");

        Assert.Contains("È l’unico secondo passaggio che hai", (await staff.FollowAsync(answer)).Text, StringComparison.Ordinal);
        Assert.True((await _site.ReadAsync(db => db.Users.SingleAsync())).TwoFactorEnabled);
    }

    [Fact]
    public async Task The_settings_rescue_the_only_administrator_without_their_phone()
    {
        await (await _site.NewStaffMemberAsync()).LinkAppAsync(TimeProvider.System);

        using var rescued =
            new CooperaSite(new() { ["Site:DataFolder"] = _site.Folder, ["Staff:ResetSecondFactorOf"] = CooperaSite.AdministratorEmail });
        var answer = await rescued.NewVisitor().SignInAsync();

        Assert.Equal("/gestione", answer.Location);
        Assert.Equal("toglie il secondo passaggio", (await rescued.RegisterAsync())[^1]);
        using var again =
            new CooperaSite(new() { ["Site:DataFolder"] = _site.Folder, ["Staff:ResetSecondFactorOf"] = CooperaSite.AdministratorEmail });
        Assert.Single(await again.RegisterAsync(), line => line == "toglie il secondo passaggio");
    }

    public void Dispose() => _site.Dispose();

    private static bool IsAboutSigningIn(string pattern) =>
        pattern is "/gestione/esci" || new[] { "/gestione/accesso", "/gestione/profilo", "/gestione/password", "/gestione/primo-accesso" }
            .Any(head => pattern.StartsWith(head, StringComparison.Ordinal))
        || Admin.RoleTable.OpenToAll.Contains(pattern);
}
