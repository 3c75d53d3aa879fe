using Coopera.Core.Links;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Questionnaires;

/// <summary>The questionnaire as somebody opens it from their mail. The webinar ended an hour ago.</summary>
public sealed class AnswerPageTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly LogLines _log = new();
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly CooperaSite _site;
    private readonly Visitor _visitor;

    public AnswerPageTests()
    {
        _site = new CooperaSite(clock: _clock, services: _log.Join);
        _visitor = _site.NewVisitor();
    }

    [Fact]
    public async Task The_page_says_that_it_is_anonymous_and_an_answer_goes_into_the_box_without_cookie_or_trace_in_the_log()
    {
        var (survey, token) = await OpenAsync();

        var page = await _visitor.GetAsync($"/questionari/{token}");
        var answer = await SendAsync(page, survey, 4, "Più tempo per le domande");
        var thanks = await _visitor.FollowAsync(answer);

        Assert.Contains("Questo questionario è anonimo, e non può diventare altro.", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/questionari/{token}", answer.Location);
        Assert.Equal("Grazie, la tua risposta è nell’urna", thanks.Heading);
        Assert.All(new[] { page, answer, thanks }, seen => Assert.False(seen.Response.Headers.Contains("Set-Cookie")));
        Assert.All(new[] { page, answer, thanks }, seen => Assert.Contains(
            "no-store", seen.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Contains(token, StringComparison.Ordinal)
            || line.Contains("Più tempo", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.Contains("POST /questionari/… answered 303", StringComparison.Ordinal));
        Assert.Equal(0, await _site.ReadAsync(db => db.CommittedWrites.CountAsync(w => w.Answer != null)));
        Assert.Equal(0, await _site.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Subject == "Accogliere insieme")));
    }

    [Fact]
    public async Task A_second_click_the_back_button_and_another_answer_lead_to_the_same_page_and_count_once()
    {
        var (survey, token) = await OpenAsync();
        var page = await _visitor.GetAsync($"/questionari/{token}");

        await Task.WhenAll(SendAsync(page, survey, 4), SendAsync(page, survey, 4));
        var other = await _visitor.FollowAsync(await SendAsync(page, survey, 1));
        var empty = await _visitor.FollowAsync(await _visitor.SubmitAsync(page, []));

        Assert.Equal("Grazie, la tua risposta è nell’urna", other.Heading);
        Assert.Equal(other.Text, empty.Text);
        Assert.Equal(other.Text, (await _visitor.GetAsync($"/questionari/{token}")).Text);
        Assert.Equal(1, await _site.ReadAsync(db => db.SealedAnswers.CountAsync()));
    }

    [Fact]
    public async Task What_is_missing_is_told_beside_its_question_and_nothing_typed_is_lost()
    {
        var (survey, token) = await OpenAsync();
        var page = await _visitor.GetAsync($"/questionari/{token}");

        var again = await _visitor.SubmitAsync(page, new()
        {
            [Name(survey, 0)] = survey.Questions[0].Choices[2],
            [Name(survey, 5)] = "Resta qui",
        });

        Assert.Equal(422, again.Status);
        Assert.Equal("Scegli una risposta alla domanda «Quanto ti servirà nel lavoro?».", again.ErrorOf(Name(survey, 1)));
        Assert.Equal($"#{Name(survey, 1)}", again.Document.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("Resta qui", again.Document.QuerySelector($"textarea[name={Name(survey, 5)}]")!.TextContent);
        Assert.NotNull(again.Document.QuerySelector($"#{Name(survey, 0)}-2[checked]"));
        Assert.Equal(0, await _site.ReadAsync(db => db.SpentBallots.CountAsync()));
        Assert.Equal(303, (await SendAsync(again, survey, 3)).Status);
    }

    [Fact]
    public async Task A_link_that_is_cut_or_made_up_opens_nothing_and_a_closed_questionnaire_says_so()
    {
        var (survey, token) = await OpenAsync();
        var page = await _visitor.GetAsync($"/questionari/{token}");

        Assert.Equal(404, (await _visitor.GetAsync($"/questionari/{token[..^3]}")).Status);
        Assert.Equal(404, (await _visitor.GetAsync($"/questionari/{new string('A', token.Length)}")).Status);
        Assert.Equal("Questo link non apre nessun questionario", (await _visitor.GetAsync("/questionari/niente")).Heading);

        _clock.SetUtcNow(survey.ClosesAt!.Value);
        Assert.Equal((410, "Il questionario è chiuso"), await ReadAsync(_visitor.GetAsync($"/questionari/{token}")));
        _clock.SetUtcNow(survey.ClosesAt!.Value + Survey.Grace);
        Assert.Equal((410, "Il questionario è chiuso"), await ReadAsync(SendAsync(page, survey, 3)));
    }

    [Fact]
    public async Task Who_does_not_want_to_be_asked_says_so_with_a_button_and_may_take_it_back()
    {
        var (survey, _) = await OpenAsync();
        var person = (await _site.SignUpManyAsync(await _site.WebinarAsync(), 1))[0];
        var address = $"/questionari/basta/{_site.Services.GetRequiredService<DeclineLinks>().Token(new(person.Id, survey.Id))}";
        Assert.Equal(404, (await _visitor.GetAsync(address)).Status); // they were never asked
        await _site.WriteAsync(db => db.AddAsync(new SurveyInvitation(survey.Id, person.Id, Guid.NewGuid())).AsTask());

        var page = await _visitor.GetAsync(address);
        Assert.False(await DeclinesAsync());
        var done = await _visitor.FollowAsync(await _visitor.SubmitAsync(page, []));
        Assert.Equal("Non ti chiediamo altri pareri", done.Heading);
        Assert.True(await DeclinesAsync());
        await _visitor.FollowAsync(await _visitor.SubmitAsync(done, []));
        Assert.False(await DeclinesAsync());

        Task<bool> DeclinesAsync() => _site.ReadAsync(db => db.DeclinesSurveysAsync(person.Id));
    }

    public void Dispose() => _site.Dispose();

    private static async Task<(int Status, string Heading)> ReadAsync(Task<Page> page) => ((await page).Status, (await page).Heading);

    private static string Name(Survey survey, int question) => $"q-{survey.Questions[question].Key:N}";

    private Task<Page> SendAsync(Page page, Survey survey, int score, string text = "") => _visitor.SubmitAsync(page, new()
    {
        [Name(survey, 0)] = survey.Questions[0].Choices[score - 1],
        [Name(survey, 1)] = survey.Questions[1].Choices[score - 1],
        [Name(survey, 2)] = survey.Questions[2].Choices[score - 1],
        [Name(survey, 5)] = text,
    });

    private async Task<(Survey Survey, string Token)> OpenAsync()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            $"prova-{Guid.NewGuid():N}", "Accogliere insieme", Now.AddHours(-3), Now.AddHours(-1)));
        var survey = await _site.OpenSurveyAsync(webinar);
        return (survey, _site.Services.GetRequiredService<BallotLinks>().Token(Ballot.Draw(survey.Id)));
    }
}
