using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Questionnaires;

public sealed class SurveyTests
{
    private static readonly DateTimeOffset End = RomeTime.FromRome(2026, 1, 29, 12);

    private readonly Webinar _webinar = new("prova", "Prova", End.AddHours(-2), End);

    public SurveyTests() => _webinar.Publish();

    [Fact]
    public void It_opens_when_the_webinar_has_ended_and_is_counted_ten_minutes_after_it_closed()
    {
        var survey = New();
        survey.Open(_webinar, SurveyAudience.CameIn, End.AddDays(-3), End.AddDays(14), End.AddDays(-5));

        Assert.Equal(End, survey.OpensAt);
        Assert.Equal(SurveyState.Planned, survey.StateAt(End.AddTicks(-1)));
        Assert.Equal(SurveyState.Open, survey.StateAt(End));
        Assert.Equal(SurveyState.Closing, survey.StateAt(End.AddDays(14)));
        Assert.True(survey.TakesAnswersAt(End.AddDays(14).AddMinutes(9)));
        Assert.False(survey.IsToBeCountedAt(End.AddDays(14).AddMinutes(9)));
        Assert.False(survey.TakesAnswersAt(End.AddDays(14).AddMinutes(10)));
        Assert.True(survey.IsToBeCountedAt(End.AddDays(14).AddMinutes(10)));
        survey.Count(7, End.AddDays(15));
        Assert.Equal((SurveyState.Counted, true), (survey.StateAt(End.AddDays(15)), survey.HasResults));
    }

    [Fact]
    public void What_is_asked_and_of_whom_does_not_change_once_it_is_open()
    {
        var survey = New();
        survey.Ask([.. survey.Questions.Take(2)], End.AddDays(-1));
        survey.Open(_webinar, SurveyAudience.CameIn, End, End.AddDays(14), End.AddDays(-1));
        survey.Ask([.. survey.Questions.Take(1)], End.AddMinutes(-1)); // planned is not open

        Assert.Throws<InvalidOperationException>(() => survey.Ask([], End.AddMinutes(1)));
        Assert.Throws<InvalidOperationException>(
            () => survey.Open(_webinar, SurveyAudience.SignedUp, End, End.AddDays(14), End.AddMinutes(1)));
    }

    [Theory]
    [InlineData(0, SurveyRefusal.ClosesBeforeItOpens)]
    [InlineData(-1, SurveyRefusal.ClosesBeforeItOpens)]
    [InlineData(1, null)]
    [InlineData(90, null)]
    [InlineData(92, SurveyRefusal.OpenTooLong)]
    public void It_stays_open_for_ninety_days_at_most(int days, SurveyRefusal? refusal)
    {
        var survey = New();
        Assert.Equal(refusal, survey.WhyNotOpen(_webinar, End, End.AddDays(days), End));

        survey.Open(_webinar, SurveyAudience.CameIn, End, End.AddDays(7), End);
        Assert.Equal(refusal, survey.WhyNotMove(End.AddDays(days), End));
        Assert.Equal(SurveyRefusal.ClosedAlready, survey.WhyNotMove(End.AddDays(30), End.AddDays(7)));
    }

    [Fact]
    public void A_draft_has_nobody_to_ask_and_a_questionnaire_has_limits()
    {
        var survey = New();

        Assert.Equal(
            SurveyRefusal.WebinarNotPublished,
            survey.WhyNotOpen(new Webinar("bozza", "Bozza", End.AddHours(-2), End), End, End.AddDays(1), End));
        Assert.Equal(SurveyRefusal.TooManyQuestions, Survey.WhyNotAsk([.. Enumerable.Repeat(survey.Questions[0], 21)]));
        Assert.Equal(SurveyRefusal.TooManyTexts, Survey.WhyNotAsk([.. Enumerable.Repeat(survey.Questions[5], 6)]));
        Assert.Null(Survey.WhyNotAsk(SurveyDefaults.Of(SurveyRound.AtWork)));
    }

    [Fact]
    public void The_kit_of_the_sign_up_form_checks_the_answers()
    {
        var form = New().Form();
        var first = form.Questions[0];

        Assert.Equal(3, form.Check(new Dictionary<Guid, IReadOnlyList<string>>()).Problems.Count);
        Assert.Equal(["1 (per niente)", "2", "3", "4", "5 (moltissimo)"], first.PossibleAnswers()!);
        Assert.Contains(
            form.Check(new Dictionary<Guid, IReadOnlyList<string>> { [first.Key] = ["6"] }).Problems,
            problem => problem.Question.Key == first.Key);
    }

    private static Survey New() => new(1, SurveyRound.Afterwards, SurveyAudience.CameIn, SurveyDefaults.Of(SurveyRound.Afterwards));
}
