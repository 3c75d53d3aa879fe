using Coopera.Core.Data;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Registrations;

/// <summary>A form is read by what was known a moment ago; what another node changed since is found out before a row is written.</summary>
public sealed class RecentFormTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;
    private readonly Visitor _visitor = shared.Site.NewVisitor();

    [Fact]
    public async Task A_question_put_right_elsewhere_is_asked_again_and_what_was_written_stays()
    {
        var webinar = await _site.WebinarAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        var form = SignUpPageTests.Form();
        form[table.Field()] = "Nessuno dei due";
        var page = await _visitor.SubmitAsync(await _visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);
        await ElsewhereAsync(async db =>
        {
            List<string> options = ["Mattina", "Notte"];
            await db.Questions.Where(q => q.Id == table.Id).ExecuteUpdateAsync(q => q.SetProperty(x => x.Options, options));
            await db.Webinars.Where(w => w.Id == webinar.Id)
                .ExecuteUpdateAsync(w => w.SetProperty(x => x.QuestionsVersion, x => x.QuestionsVersion + 1));
        });

        form[table.Field()] = "Sera";
        var told = await _visitor.SubmitAsync(page, form);

        Assert.Equal(422, told.Status);
        Assert.Contains("Le domande di questo webinar sono cambiate mentre compilavi il modulo", told.Text, StringComparison.Ordinal);
        Assert.Contains("Notte", told.Text, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
        form[table.Field()] = "Notte";
        Assert.Equal(303, (await _visitor.SubmitAsync(told, form)).Status);
        Assert.Equal(["1: Notte"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task A_webinar_closed_elsewhere_takes_nobody_and_one_opened_elsewhere_sends_nobody_away()
    {
        var webinar = await _site.WebinarAsync();
        var wrong = SignUpPageTests.Form();
        wrong["Email"] = "x";
        var page = await _visitor.SubmitAsync(await _visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), wrong);
        Assert.Equal(422, page.Status);
        await ElsewhereAsync(db => ClosesAsync(db, DateTimeOffset.UtcNow.AddMinutes(-1)));

        var closed = await _visitor.SubmitAsync(page, SignUpPageTests.Form());

        Assert.Contains("Le iscrizioni sono chiuse", closed.Text, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
        await ElsewhereAsync(db => ClosesAsync(db, null));
        Assert.Equal(303, (await _visitor.SubmitAsync(page, SignUpPageTests.Form())).Status);

        Task ClosesAsync(CooperaDb db, DateTimeOffset? at) =>
            db.Webinars.Where(w => w.Id == webinar.Id).ExecuteUpdateAsync(w => w.SetProperty(x => x.RegistrationClosesAt, at));
    }

    /// <summary>By statements, which nobody here is told of: as another node's changes come.</summary>
    private Task ElsewhereAsync(Func<CooperaDb, Task> change) => _site.ReadAsync(db => db.WriteAsync(change));
}
