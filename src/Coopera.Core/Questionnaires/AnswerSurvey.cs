using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Questionnaires;

public enum AnswerOutcome
{
    Taken,

    /// <summary>The ballot was used: by a second click, from the page one went back to, or since our first answer got lost.</summary>
    TakenBefore,
    Closed,
}

/// <summary>
/// Spends a ballot and puts the answer into the box, in one transaction. It keeps no form id, writes no line in any register and says
/// nothing to the log: whoever holds the ballot is known to nobody, and stays so.
/// </summary>
public sealed class AnswerSurvey(CooperaDb database, BallotBox box, TimeProvider clock)
{
    /// <param name="survey">As it was read with the form: what is asked does not change once it is open.</param>
    public async Task<AnswerOutcome> RunAsync(
        Survey survey, Ballot ballot, AnswerSheet sheet, CancellationToken cancellationToken = default)
    {
        var paper = box.Seal(survey, sheet);
        var mark = ballot.Mark();
        try
        {
            return await database.WriteAsync(db => PutInAsync(db, survey.Id, mark, paper), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return AnswerOutcome.TakenBefore;
        }
    }

    public static Task<bool> IsSpentAsync(CooperaDb db, Ballot ballot)
    {
        var mark = ballot.Mark();
        return db.SpentBallots.AnyAsync(b => b.SurveyId == ballot.SurveyId && b.Mark == mark);
    }

    /// <summary>Under the lock: nobody counts while an answer comes in.</summary>
    private async Task<AnswerOutcome> PutInAsync(CooperaDb db, int id, Guid mark, byte[] paper)
    {
        if (await db.LockSurveyAsync(id) is not { } survey || survey.StateAt(clock.GetUtcNow()) == SurveyState.Counted)
        {
            return AnswerOutcome.Closed;
        }

        if (await db.SpentBallots.AnyAsync(b => b.SurveyId == id && b.Mark == mark))
        {
            return AnswerOutcome.TakenBefore;
        }

        if (!survey.TakesAnswersAt(clock.GetUtcNow()))
        {
            return AnswerOutcome.Closed;
        }

        db.SpentBallots.Add(new SpentBallot(id, mark));
        db.SealedAnswers.Add(new SealedAnswer(id, paper));
        await db.SaveChangesAsync();
        return AnswerOutcome.Taken;
    }
}
