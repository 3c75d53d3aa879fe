using Coopera.Core.Data;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Registrations.Lists;

public sealed record QuestionColumn(QuestionLine Line)
{
    public Guid Key => Line.Key;

    public string Title => Line.Text;

    /// <summary>The end of a key is chance; its beginning is the clock, and questions are made several in a minute.</summary>
    public string Id => $"d{Key.ToString("N")[^12..]}";

    public IReadOnlyList<int> Versions => [.. Line.Versions.Select(version => version.Id)];

    /// <summary>What could be answered in any version; empty for free text.</summary>
    public IReadOnlyList<string> Options => [.. Line.Versions.SelectMany(version => version.PossibleAnswers() ?? []).Distinct()];

    public string Said(string answer) =>
        Line.Versions.Any(version => version.Kind == QuestionKind.YesNo) ? QuestionPhrases.Said(QuestionKind.YesNo, answer) : answer;
}

public sealed class QuestionColumns(QuestionSheet sheet)
{
    public IReadOnlyList<QuestionColumn> All { get; } = [.. sheet.Lines.Select(line => new QuestionColumn(line))];

    public static async Task<QuestionColumns> OfAsync(CooperaDb db, int webinarId) => new(await QuestionSheet.ReadAsync(db, webinarId));

    public async Task<IReadOnlyDictionary<Guid, IReadOnlyDictionary<Guid, AnswerText>>> AnswersAsync(
        CooperaDb db, IReadOnlyList<RegistrationColumn> columns, IReadOnlyList<RegistrationRow> rows) =>
        HasQuestion(columns) && rows.Count > 0
            ? await sheet.AnswersAsync(db, [.. rows.Select(row => row.Id)])
            : new Dictionary<Guid, IReadOnlyDictionary<Guid, AnswerText>>();

    public bool HasQuestion(IReadOnlyList<RegistrationColumn> columns) =>
        All.Any(question => columns.Any(column => column.Id == question.Id));
}
