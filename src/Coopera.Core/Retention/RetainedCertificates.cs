using Coopera.Core.Data;
using Coopera.Domain.Certificates;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <summary>Whose certificate it was. Its other facts stay, and the hash of its paper: who has that can still have it checked.</summary>
public sealed class RetainedCertificates : RetainedRows<Certificate>
{
    public override RetentionClass Class => RetentionClass.Certificates;

    public override bool IsToldBefore => true;

    protected override IQueryable<Certificate> Due(CooperaDb db, DateTimeOffset before) =>
        db.Certificates.Where(c => c.IssuedAt <= before && c.EmailKey != "").OrderBy(c => c.IssuedAt);

    protected override IQueryable<DateTimeOffset> Since(IQueryable<Certificate> rows) => rows.Select(c => c.IssuedAt);

    protected override void Forget(CooperaDb db, Certificate row) => row.Forget();
}
