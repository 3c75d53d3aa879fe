namespace Coopera.Domain.Registrations;

public sealed class Answer
{
    public const int ValueMaxLength = 1000;

    private Answer()
    {
    }

    public Answer(Guid registrationId, int questionId, string value)
    {
        RegistrationId = registrationId;
        QuestionId = questionId;
        Value = Text.Cut(value, ValueMaxLength);
    }

    public long Id { get; private set; }

    public Guid RegistrationId { get; private set; }

    public int QuestionId { get; private set; }

    /// <summary>The text, the option, or one of <see cref="Webinars.Question.Yes"/> and <see cref="Webinars.Question.No"/>.</summary>
    public string Value { get; private set; } = "";
}
