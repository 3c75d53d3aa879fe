using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>In an office of two, who writes the press releases answers the municipalities as well.</summary>
public sealed class StaffManyRolesTests : IDisposable
{
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task A_colleague_is_invited_with_two_roles_which_the_mail_and_the_list_tell()
    {
        var administrator = await _site.NewStaffMemberAsync();

        await administrator.FollowAsync(await administrator.SubmitAsync(
            await administrator.GetAsync("/gestione/utenti/invita"),
            new() { ["Email"] = "agata@anci.example" },
            several: new() { ["Roles"] = [StaffRoles.Editor, StaffRoles.Secretariat] }));

        var mail = (await _site.DeliverAsync()).Single();
        Assert.Contains("Ruoli: Redazione (cura i webinar", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("; Segreteria (segue le iscrizioni", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Redazione e Segreteria", (await administrator.GetAsync("/gestione/utenti")).Text, StringComparison.Ordinal);
        var colleague = await _site.AccountOfAsync("agata@anci.example");
        Assert.Contains("Ruolo: Redazione e Segreteria", (await _site.LinesAsync(colleague!.Id)).Single().After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_role_is_added_later_and_opens_what_it_is_for()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var administrator = await _site.NewStaffMemberAsync();
        var staff = await _site.SignInAsync(colleague.Email!);
        Assert.Equal(302, (await staff.GetAsync("/gestione/adesioni/nuova")).Status);

        var page = await administrator.PersonAsync(colleague.Id);
        Assert.Equal(
            [StaffRoles.Editor],
            page.Document.QuerySelectorAll("input[name='Form.Roles'][checked]").Select(box => box.GetAttribute("value")));
        await administrator.FollowAsync(await administrator.SubmitAsync(
            page, [], "form[action$='/ruolo']", new() { ["Form.Roles"] = [StaffRoles.Editor, StaffRoles.Secretariat] }));

        staff = await _site.SignInAsync(colleague.Email!);
        Assert.Equal(200, (await staff.GetAsync("/gestione/adesioni/nuova")).Status);
        Assert.Equal(200, (await staff.GetAsync("/gestione/webinar/nuovo")).Status);
        var line = (await _site.LinesAsync(colleague.Id)).Single();
        Assert.Equal(("Ruolo: Redazione", "Ruolo: Redazione e Segreteria"), (line.Before, line.After));
        Assert.Contains("Redazione, Segreteria", (await staff.GetAsync("/gestione/profilo")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_that_say_no_more_than_another_are_left_out_and_none_at_all_is_refused()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var administrator = await _site.NewStaffMemberAsync();
        var page = await administrator.PersonAsync(colleague.Id);

        var none = await administrator.SubmitAsync(page, [], "form[action$='/ruolo']", new() { ["Form.Roles"] = [] });
        Assert.Equal(422, none.Status);
        Assert.Contains("almeno uno dei quattro ruoli", none.Text, StringComparison.Ordinal);

        await administrator.SubmitAsync(
            page, [], "form[action$='/ruolo']", new() { ["Form.Roles"] = [StaffRoles.Secretariat, StaffRoles.Reader] });
        Assert.Equal(
            [StaffRoles.Secretariat],
            await _site.ReadAsync(
                db => db.UserRoles.Where(member => member.UserId == colleague.Id).Select(member => member.RoleId).ToListAsync()));
    }

    public void Dispose() => _site.Dispose();
}
