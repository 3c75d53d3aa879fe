using Coopera.Domain.Questionnaires;

namespace Coopera.Domain.Tests.Questionnaires;

public sealed class SurveyResultsTests
{
    private static readonly Guid First = Guid.NewGuid();
    private static readonly Guid Second = Guid.NewGuid();
    private static readonly Guid Words = Guid.NewGuid();

    private readonly Survey _survey = new(1, SurveyRound.Afterwards, SurveyAudience.CameIn,
    [
        new(First, SurveyQuestionKind.Scale, "Quanto?", Required: true, []),
        new(Second, SurveyQuestionKind.SeveralChoices, "Che cosa?", Required: false, ["a", "b"]),
        new(Words, SurveyQuestionKind.Text, "Perché?", Required: false, []),
    ]);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Of_fewer_than_five_nothing_is_said(int answers) =>
        Assert.Null(SurveyResults.Of(_survey, [.. Enumerable.Range(0, answers).Select(_ => Answer(4))], [new(1, Words, "Ciao")]));

    [Fact]
    public void A_scale_has_a_mean_and_several_choices_are_counted_each()
    {
        CountedAnswer[] answers = [Answer(0, 0), Answer(4, 0, 1), Answer(4, 1), Answer(3), Answer(2, 0)];

        var results = SurveyResults.Of(_survey, answers, [new(1, Words, "Ciao")])!;

        Assert.Equal((3.6, 60), (results.Questions[0].Mean, results.Questions[0].High));
        Assert.Equal([1, 0, 1, 1, 2], results.Questions[0].Choices.Select(choice => choice.Count));
        Assert.Equal((4, null), (results.Questions[1].Answered, results.Questions[1].Mean));
        Assert.Equal([3, 2], results.Questions[1].Choices.Select(choice => choice.Count));
        Assert.Equal(["Ciao"], results.Questions[2].Texts);
    }

    [Theory]
    [InlineData(5, 5, true)]
    [InlineData(4, 20, false)]
    [InlineData(20, 4, false)] // all less these would tell of four
    [InlineData(20, 0, true)]
    public void A_filter_is_of_five_at_least_and_leaves_out_five_or_nobody(int meant, int others, bool isShown)
    {
        CountedAnswer[] answers =
            [.. Enumerable.Range(0, meant).Select(_ => Answer(4)), .. Enumerable.Range(0, others).Select(_ => Answer(1))];
        var filter = new SurveyFilter(First, 4);

        var results = SurveyResults.Of(_survey, answers, [new(1, Words, "Ciao")], filter);

        Assert.Equal(isShown, results is not null);
        Assert.Equal(isShown, SurveyResults.Filters(_survey, answers).Contains(filter));
        if (results is not null)
        {
            Assert.Equal(meant, results.Answers);
            Assert.Empty(results.Questions[2].Texts); // kept apart from what people chose
        }
    }

    [Fact]
    public void A_filter_of_a_question_that_is_not_asked_shows_nothing() => Assert.Null(SurveyResults.Of(
        _survey, [.. Enumerable.Range(0, 9).Select(_ => Answer(4))], [], new SurveyFilter(Guid.NewGuid(), 0)));

    private static CountedAnswer Answer(int score, params int[] chosen) => new(1, [[score], chosen, []]);
}
