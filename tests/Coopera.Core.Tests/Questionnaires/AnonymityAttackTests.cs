using System.Text;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Questionnaires;

/// <summary>
/// Two hundred people answer, one a minute. The attacker has a backup of each minute, knows from elsewhere who answered in which of them,
/// and reads all that the engine keeps: rows, their places, the transactions that wrote them, the bytes of the file. What they do not have
/// is the key file, which no backup of a database holds, and the people's mails.
/// </summary>
public sealed class AnonymityAttackTests
{
    private const int People = 200;

    /// <summary>Of as many guesses by chance one is right on average; so many are right once in a million times.</summary>
    private const int NoBetterThanChance = 9;

    /// <summary>What changes in a minute in which somebody answers, and may: none of it names anybody.</summary>
    private static readonly string[] Moving = ["CommittedWrites", "SealedAnswers", "SpentBallots", "Surveys"];

    [Theory]
    [EachEngine]
    public async Task Every_backup_and_who_answered_when_link_answers_to_people_no_better_than_chance(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var people = await database.SignUpManyAsync(webinar, People);
        await database.ComeInAsync(webinar, people);
        var survey = await database.OpenSurveyAsync(webinar);
        database.Clock.SetUtcNow(RomeTime.FromRome(2026, 1, 30, 9, 0));
        await database.ThankAsync();
        var ballots = new List<Ballot>();
        foreach (var person in people)
        {
            ballots.Add(await database.BallotOfAsync(person, MailKinds.WebinarThanks, database.Clock.GetUtcNow()));
        }

        var order = Enumerable.Range(0, People).ToArray();
        Random.Shared.Shuffle(order);
        var arrived = new List<(RawRow Sealed, RawRow Spent)>();
        var before = await EveryRow.ReadAsync(database);
        foreach (var person in order)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(1));
            await database.AnswerAsync(survey, ballots[person], survey.Answered(question => Secret(question, person)));
            var now = await EveryRow.ReadAsync(database);
            arrived.Add(NewIn(before, now, people[person]));
            before = now;
        }

        var atNight = await BytesAsync(database);
        Assert.DoesNotContain("Segreto numero", atNight, StringComparison.Ordinal);
        Assert.Single(arrived.Select(row => row.Sealed.Values["Paper"].Length).Distinct());

        database.Clock.SetUtcNow(survey.ClosesAt!.Value + Survey.Grace);
        await database.CountSurveysAsync();
        var counted = await EveryRow.ReadAsync(database);
        Assert.DoesNotContain(counted, row => row.Table is "SealedAnswers" or "SpentBallots");
        Assert.DoesNotContain(
            counted.Where(row => row.Table is "CountedAnswers" or "CountedTexts"),
            row => people.Any(person => Names(row, person)));

        Attack("answers", [.. counted.Where(row => row.Table == "CountedAnswers")], row => PersonOf(row.Values["Choices"]), order, arrived);
        Attack(
            "texts", [.. counted.Where(row => row.Table == "CountedTexts")],
            row => int.Parse(row.Values["Text"].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture), order, arrived);
    }

    /// <summary>The same attacks on answers that lie as they came find everybody: they would have found them above.</summary>
    [Fact]
    public void The_attack_finds_everybody_where_answers_lie_in_the_order_they_came()
    {
        var order = Enumerable.Range(0, People).Reverse().ToArray();

        Assert.Equal(People, Right(order, order));
        Assert.True(Right(order, [.. order.Skip(1), order[0]]) == 0);
    }

    /// <summary>Every order that the rows have, with every order of the people that somebody knows.</summary>
    private static void Attack(
        string what, IReadOnlyList<RawRow> rows, Func<RawRow, int> truth, int[] order, List<(RawRow Sealed, RawRow Spent)> arrived)
    {
        Assert.Equal(People, rows.Count);
        var lying = new Dictionary<string, int[]>
        {
            ["place"] = [.. rows.Select(truth)],
            ["place, backwards"] = [.. rows.Reverse().Select(truth)],
            ["transaction"] = [.. rows.OrderBy(row => row.Place, StringComparer.Ordinal).Select(truth)],
            ["key"] = [.. rows.OrderBy(row => row.Values["Id"], StringComparer.OrdinalIgnoreCase).Select(truth)],
            ["all of it"] = [.. rows.OrderBy(row => row.Whole, StringComparer.Ordinal).Select(truth)],
        };
        var came = order.Zip(arrived).ToList();
        var knowing = new Dictionary<string, int[]>
        {
            ["answered"] = order,
            ["signed up"] = [.. Enumerable.Range(0, People)],
            ["key of the sealed answer"] = [.. came.OrderBy(row => row.Second.Sealed.Values["Id"], StringComparer.OrdinalIgnoreCase)
                .Select(row => row.First)],
            ["bytes of the sealed answer"] = [.. came.OrderBy(row => row.Second.Sealed.Values["Paper"], StringComparer.Ordinal)
                .Select(row => row.First)],
            ["mark of the ballot"] = [.. came.OrderBy(row => row.Second.Spent.Values["Mark"], StringComparer.OrdinalIgnoreCase)
                .Select(row => row.First)],
        };
        foreach (var (how, lies) in lying)
        {
            foreach (var (by, known) in knowing)
            {
                var right = Right(known, lies);
                Assert.True(right < NoBetterThanChance, $"{what}: {how} tells {right} of {People} by {by}");
            }
        }
    }

    private static int Right(int[] guessed, int[] truth) => guessed.Zip(truth).Count(pair => pair.First == pair.Second);

    /// <summary>The minute's news: one sealed answer and one used ballot, and no row that names the person or their mail.</summary>
    private static (RawRow Sealed, RawRow Spent) NewIn(IReadOnlyList<RawRow> before, IReadOnlyList<RawRow> now, Registration person)
    {
        var known = before.Select(row => $"{row.Table} {row.Place} {row.Whole}").ToHashSet(StringComparer.Ordinal);
        var news = now.Where(row => !known.Contains($"{row.Table} {row.Place} {row.Whole}")).ToList();
        Assert.All(news, row => Assert.Contains(row.Table, Moving));
        Assert.DoesNotContain(news, row => Names(row, person) || row.Whole.Contains("Segreto", StringComparison.Ordinal));
        Assert.True(now.Count - before.Count is 2 or 3); // a server notes each write besides
        return (Assert.Single(news, row => row.Table == "SealedAnswers"), Assert.Single(news, row => row.Table == "SpentBallots"));
    }

    private static bool Names(RawRow row, Registration person) =>
        row.Whole.Contains(person.Id.ToString(), StringComparison.OrdinalIgnoreCase)
            || row.Whole.Contains(Convert.ToHexString(person.Id.ToByteArray()), StringComparison.OrdinalIgnoreCase)
            || row.Whole.Contains(person.Email.Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>All that somebody chooses is theirs alone, so that whoever reads it knows whether a guess was right.</summary>
    private static IReadOnlyList<string> Secret(SurveyQuestion question, int person)
    {
        var key = SurveyDefaults.Of(SurveyRound.Afterwards).ToList().FindIndex(q => q.Key == question.Key);
        return question.Kind switch
        {
            SurveyQuestionKind.Scale => [question.Choices[Digit(person, key)]],
            SurveyQuestionKind.OneChoice => [question.Choices[person / 125]],
            SurveyQuestionKind.Text when key == 5 => [$"Segreto numero {person}"],
            _ => [],
        };
    }

    private static int PersonOf(string choices)
    {
        var digits = choices.Split('|').Take(4).Select(part => part[0] - '0').ToList();
        return digits[0] + (5 * digits[1]) + (25 * digits[2]) + (125 * digits[3]);
    }

    private static int Digit(int person, int place) => person / (int)Math.Pow(5, place) % 5;

    private static async Task<string> BytesAsync(TestDatabase database) => database.Engine == DatabaseProvider.Sqlite
        ? Encoding.Latin1.GetString(await EveryRow.BytesAsync(database))
        : string.Join('\n', (await EveryRow.ReadAsync(database)).Select(row => row.Whole));
}
