using Coopera.Core.Data;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

public sealed record QuestionLine(Guid Key, IReadOnlyList<Question> Versions)
{
    public Question Latest => Versions[0];

    public bool IsAsked => Latest.RetiredAt is null;

    public string Text => Latest.Text;
}

/// <param name="Text">Ready to be read: "sì", "Opzione A; Opzione B", or what was written.</param>
/// <param name="Version">What was asked then.</param>
/// <param name="IsOlder">The question has changed since.</param>
public sealed record AnswerText(string Text, IReadOnlyList<string> Values, Question Version, bool IsOlder);

/// <summary>
/// All questions of a webinar with all their versions, and the answers of registrations as texts. Read it once a page or export, then ask
/// for the answers of one batch of registrations after the other: one query each, none where no question was ever put.
/// </summary>
public sealed class QuestionSheet
{
    private const int BatchSize = 500; // each id is a parameter, and SQL Server takes 2100

    private static readonly CompiledQuery<Func<CooperaDb, int, IAsyncEnumerable<Question>>> Asked = new(() => EF.CompileAsyncQuery(
        (CooperaDb db, int webinarId) => db.Questions.AsNoTracking().Where(q => q.WebinarId == webinarId && q.RetiredAt == null)));

    private static readonly IReadOnlyDictionary<Guid, AnswerText> Nothing = new Dictionary<Guid, AnswerText>();

    private readonly Dictionary<int, Question> _versions;
    private readonly HashSet<int> _latest;

    private QuestionSheet(IReadOnlyList<Question> all)
    {
        _versions = all.ToDictionary(q => q.Id);
        Current = new Questionnaire(all);
        Lines =
        [
            .. all.GroupBy(q => q.Key)
                .Select(group => new QuestionLine(group.Key, [.. group.OrderByDescending(q => q.Version)]))
                .OrderBy(line => line.IsAsked ? 0 : 1).ThenBy(line => line.Latest.Position).ThenBy(line => line.Latest.Id),
        ];
        _latest = [.. Lines.Select(line => line.Latest.Id)];
    }

    /// <summary>In the order of the form; those no longer asked come last.</summary>
    public IReadOnlyList<QuestionLine> Lines { get; }

    public Questionnaire Current { get; }

    public static async Task<QuestionSheet> ReadAsync(CooperaDb db, int webinarId) =>
        new(await db.Questions.AsNoTracking().Where(q => q.WebinarId == webinarId).ToListAsync());

    /// <param name="version">Of the webinar, read before.</param>
    public static async Task<Questionnaire> CurrentAsync(CooperaDb db, int webinarId, int? version = null) =>
        new(await Asked.On(db)(db, webinarId).ToListAsync()) { Version = version };

    public async Task<IReadOnlyDictionary<Guid, AnswerText>> AnswersAsync(CooperaDb db, Guid registrationId) =>
        (await AnswersAsync(db, [registrationId])).GetValueOrDefault(registrationId, Nothing);

    /// <summary>By registration, then by <see cref="Question.Key"/>. Who answered nothing is not in it.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<Guid, AnswerText>>> AnswersAsync(
        CooperaDb db, IReadOnlyCollection<Guid> registrationIds)
    {
        var found = new Dictionary<Guid, IReadOnlyDictionary<Guid, AnswerText>>();
        if (_versions.Count == 0)
        {
            return found;
        }

        foreach (var ids in registrationIds.Chunk(BatchSize))
        {
            var rows = await db.Answers.AsNoTracking().Where(a => ids.Contains(a.RegistrationId))
                .OrderBy(a => a.Id).Select(a => new { a.RegistrationId, a.QuestionId, a.Value }).ToListAsync();
            foreach (var person in rows.Where(row => _versions.ContainsKey(row.QuestionId)).GroupBy(row => row.RegistrationId))
            {
                found[person.Key] = person.GroupBy(row => row.QuestionId)
                    .Select(group => Read(_versions[group.Key], [.. group.Select(row => row.Value)]))
                    .GroupBy(answer => answer.Version.Key)
                    .ToDictionary(group => group.Key, group => group.MaxBy(answer => answer.Version.Version)!);
            }
        }

        return found;
    }

    private AnswerText Read(Question version, IReadOnlyList<string> values) => new(
        string.Join("; ", values.Select(value => QuestionPhrases.Said(version.Kind, value))),
        values, version, !_latest.Contains(version.Id));
}
