using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Coopera.Core.Data;

/// <summary>
/// A query that is asked at every sign-up: translated once, and not looked up by its expression each time. What EF compiles belongs to one
/// model, and a process may have that of more than one engine.
/// </summary>
/// <param name="compile">Calls <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class CompiledQuery<TDelegate>(Func<TDelegate> compile)
    where TDelegate : Delegate
{
    private readonly ConditionalWeakTable<IModel, TDelegate> _byModel = [];

    public TDelegate On(CooperaDb db) => _byModel.GetValue(db.Model, _ => compile());
}
