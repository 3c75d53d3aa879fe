namespace Coopera.Domain.Questionnaires;

/// <summary>
/// That a person was sent the way in, once; or that they do not want to be asked such things. Whether they used it is written nowhere.
/// </summary>
public sealed class SurveyInvitation
{
    private SurveyInvitation()
    {
    }

    public SurveyInvitation(int surveyId, Guid registrationId, Guid mailId)
    {
        SurveyId = surveyId;
        RegistrationId = registrationId;
        MailId = mailId;
    }

    public int SurveyId { get; private set; }

    public Guid RegistrationId { get; private set; }

    /// <summary>The only mail that carries a ballot for this person.</summary>
    public Guid MailId { get; private set; }

    /// <summary>They said that they do not want to be asked such things any more.</summary>
    public bool Declined { get; private set; }
}

/// <summary>
/// That a ballot was used: a digest of chance, which stands beside no person. Gone when the box is opened.
/// </summary>
public sealed class SpentBallot(int surveyId, Guid mark)
{
    public int SurveyId { get; private set; } = surveyId;

    public Guid Mark { get; private set; } = mark;
}

/// <summary>An answer in the box: all are of one length, and nothing tells one from another. Gone when the box is opened.</summary>
public sealed class SealedAnswer(int surveyId, byte[] paper)
{
    /// <summary>All of it is chance: a version 7 would tell when.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();

    public int SurveyId { get; private set; } = surveyId;

    public byte[] Paper { get; private set; } = paper;
}

/// <summary>What one person chose, out of the box: in no order, and apart from what they wrote.</summary>
public sealed class CountedAnswer
{
    private CountedAnswer()
    {
    }

    /// <param name="choices">By question, the places of what was chosen.</param>
    public CountedAnswer(int surveyId, IReadOnlyList<IReadOnlyList<int>> choices) => (SurveyId, Choices) = (surveyId, choices);

    public Guid Id { get; private set; } = Guid.NewGuid();

    public int SurveyId { get; private set; }

    public IReadOnlyList<IReadOnlyList<int>> Choices { get; private set; } = [];
}

/// <summary>What one person wrote to one question, apart from all else they said.</summary>
public sealed class CountedText(int surveyId, Guid question, string text)
{
    public Guid Id { get; private set; } = Guid.NewGuid();

    public int SurveyId { get; private set; } = surveyId;

    public Guid Question { get; private set; } = question;

    public string Text { get; private set; } = text;
}
