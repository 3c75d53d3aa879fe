using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Public.Registrations;

public abstract class PersonForm
{
    /// <summary>In <see cref="PublicBodyCode"/>: "none of those; my body is the one I wrote".</summary>
    public const string NotInRegister = "altro";

    [Display(Name = "Nome")]
    public string? FirstName { get; set; }

    [Display(Name = "Cognome")]
    public string? LastName { get; set; }

    [Display(Name = WordsPhrases.NoLastName)]
    public bool NoLastName { get; set; }

    [Display(Name = "Email")]
    public string? Email { get; set; }

    [Display(Name = "Partecipo come")]
    public ParticipantKind? ParticipantKind { get; set; }

    public string? PublicBodyCode { get; set; }

    [Display(Name = "Ente o organizzazione")]
    public string? OtherBody { get; set; }

    [Display(Name = "Ruolo")]
    public string? Role { get; set; }

    [Display(Name = "Telefono")]
    public string? Phone { get; set; }

    /// <summary>To the extra questions, by their key: the fields are called <c>Answers[key]</c>, the key 32 hexadecimal digits.</summary>
    public Dictionary<string, List<string?>?> Answers { get; set; } = [];

    public string? QuestionsSeen { get; set; }

    /// <summary>
    /// Set by the server before the form is shown or read (<see cref="QuestionSheet.CurrentAsync"/>): the partial <c>_Questions</c> asks
    /// them,
    /// <see cref="ParticipantReader"/> checks what was answered into <see cref="Participant.Answers"/>.
    /// </summary>
    internal Questionnaire Questions { get; set; } = Questionnaire.None;

    internal IReadOnlyList<Question> ChangedQuestions { get; set; } = [];

    internal IReadOnlyDictionary<Guid, AnswerText> AnsweredBefore { get; set; } = new Dictionary<Guid, AnswerText>();

    internal bool AsksPhone { get; set; }

    internal virtual bool IsOtherAtMailbox => false;

    internal IReadOnlyList<PublicBodyEntry> BodyMatches { get; set; } = [];

    /// <param name="key">Of the question.</param>
    public static string AnswerField(Guid key) => $"{nameof(Answers)}[{key:N}]";

    internal IReadOnlyDictionary<Guid, IReadOnlyList<string>> TypedAnswers()
    {
        var typed = new Dictionary<Guid, IReadOnlyList<string>>();
        foreach (var (name, values) in Answers)
        {
            if (Guid.TryParse(name, out var key))
            {
                typed[key] = [.. (values ?? []).OfType<string>()];
            }
        }

        return typed;
    }

    internal void Recall(QuestionSheet sheet, IReadOnlyDictionary<Guid, AnswerText> answers)
    {
        RecallOlder(sheet, answers);
        Answers = answers.Where(answer => !answer.Value.IsOlder)
            .ToDictionary(answer => $"{answer.Key:N}", answer => (List<string?>?)[.. answer.Value.Values]);
    }

    internal void RecallOlder(QuestionSheet sheet, IReadOnlyDictionary<Guid, AnswerText> answers)
    {
        Questions = sheet.Current;
        AnsweredBefore = answers.Where(answer => answer.Value.IsOlder).ToDictionary();
    }
}

public sealed class RegistrationForm : PersonForm
{
    [Display(Name = Phrases.PrivacyNoticeRead)]
    public bool PrivacyNoticeRead { get; set; }

    [Display(Name = "Desidero ricevere per email gli inviti ai prossimi webinar")]
    public bool FutureInvitations { get; set; }
}
