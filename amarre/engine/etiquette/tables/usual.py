"""Phrases of the family usual, in the notation of `..table`."""

FR = """
@honest
    (ce n'est|il n'y a|cela n'a|n'est) (pas|rien)
    (reviendr*|retour|retrouv*|reprendr*|redevien*|revenir|repris|jusqu'a ce que|en attendant) ~ (normal*|
        habitude|habituel*)

usual.as_usual
    unless (esper*|souhait*|si|quand|dites-nous|que) ~ tout (va|aille|ira) (bien|mieux)
    unless @honest
    unless (n'est|ne sera|ne sont|n'etait|ne seront|n'a|n'ont|ne peut|ne pouvons|ne pourra|ne pourrons|ne
        fonctionn*|ne nous|ne faisons|ne dirons|ne pretend*|pretend*|loin d'*|rien d'|plus) ~ (normal*|
        habitude|habituel*|ordinaire|petit*|simple*|mineur*|anodin*|rien|seulement|que|leger|legere|pas)
    unless (comme toujours|comme avant), (vous|vos) (pouvez|avez)
    comme (d'habitude|à l'accoutumée|à l'habitude|à notre habitude|de coutume|toujours|si de rien n'était|si
        rien ne s'était passé|avant|en temps normal|si rien n'avait changé|n'importe quel jour)
    business as usual
    (tout|service*|activité*|équipe*|magasin*|agence*|commande*|livraison*|production|entreprise|opérations|
        trains|lignes|systèmes|nous) ~ (fonctionn*|continu*|tourn*|se déroul*|travaill*|roul*|suivent|suit|
        reste* ouvert*|assur*|poursui*|se poursui*|livr*|opér*|reprend) ~ (normalement|comme (d'habitude|
        avant|prévu|toujours|si)|sans (changement|aucun changement|perturbation|la moindre)|parfaitement|à
        l'identique|son cours normal|leur cours( normal)?|à plein régime|son cours)
    (tout (est|va|reste|semble|se passe|rentre) (bien|normal|parfaitement|dans l'ordre|pour le mieux|sous
        contrôle|en ordre|à merveille))
    (situation|activité|service*) (est|sont|reste*|demeure*) (tout à fait |parfaitement |totalement |
        globalement )?(normal*|sous contrôle|maîtrisé*|inchangé*|stable*)
    (la vie|les affaires|le travail|le spectacle|l'activité) (continue*|doit continuer|suit son cours|
        suivent leur cours)
    (comme prévu|comme convenu) et (sans|comme)
    (dans des|en) conditions? (tout à fait |parfaitement )?(normale*|habituelle*)

usual.no_effect
    unless @honest
    (n'affecte*|n'affecter*|n'impacte*|n'impacter*|ne perturbe*|ne perturber*|ne gên*|ne remet*|n'entrav*|ne
        change*) ~ (en rien|aucunement|nullement|pas nos|pas notre|aucun)
    (ne (verrez|sentirez|remarquerez|constaterez|noterez|percevrez|ressentirez)) ~ (aucun*|pas (de|la)|rien|
        même)
    (imperceptible*|transparent* pour (vous|nos clients)|sans (que vous ne |que vous |même que vous )(vous
        en|le) (rend*|remarqu*|aperce*)|indolore*)

usual.no_effect
    only statement news answer
    unless @honest
    unless (contrat|droits|tarif*|prix|remboursement*|frais|penalite*|suite*|votre garantie|demarche*|mot de
        passe|numero)
    rien (ne|n'a|n'est) (change*|changé|changer*|va changer|modifi*|à signaler|de grave|d'alarmant|
        d'inquiétant)
    (vous ne (verrez|sentirez|remarquerez|constaterez|noterez)) (aucun*|pas (de|la)|rien|même)
    (aucun*|sans( aucun*)?|nul*|sans le moindre|pas le moindre|pas la moindre|pas d'|zéro) (impact|
        incidence|conséquence*|changement*|perturbation*|effet|répercussion*|différence|gravité|inquiétude à
        avoir)
    (ne (change*|changer*|modifie*|modifier*|bouge*)) (absolument |strictement |donc |en |quasiment )?(rien)
    n'(a|aura|ont|auront|avait|aurait) (absolument |donc |que peu d'|quasiment )?(aucun*|pas d'|guère d')
        (impact|incidence|conséquence*|effet*|répercussion*)
    ne vous (concern*|touch*|affect*|regard*) (pas|en rien|absolument pas|nullement)
    (n'est|ne sont|n'êtes) (absolument |nullement |en rien )?(en rien |pas |aucunement )?(affecté*|impacté*|
        perturbé*|remis* en cause)

usual.minimise
    (pas|rien) (non plus |bien |si |vraiment |exactement |quand même |de bien |de |de si )*(dramatique|
        catastrophique|tragique|la fin du monde|la mer à boire|un drame|une tragédie|insurmontable|méchant)
    (pas|rien de) (bien|si|non plus très|très) (grave|important|sérieux)

usual.minimise
    unless @honest
    (léger*|légère*|petit*|simple*|banal*) (ralentissement*|flottement*|cafouillage*|hoquet*|coup de (mou|
        frein)|ajustement*|tracas|bobo*|inconfort*|nuisance*|écart*|oubli*|décalage*|embouteillage*|grain de
        sable)
    (monnaie courante|chose courante|arrive (à tout le monde|à tous|souvent|partout|aux meilleurs|
        fréquemment|parfois|tous les jours)|inévitable* (dans|en)|le lot de|dans notre métier|classique
        dans|fait partie (de la vie|des aléas|du métier)|rien d'(exceptionnel|extraordinaire|anormal|
        alarmant|inhabituel)|tout à fait (courant|banal|classique|habituel))
    (non-événement|non événement|épiphénomène|anecdot*|broutille*|vétille*|bagatelle|détail (technique|sans
        importance)|goutte d'eau|montagne d'une|petite misère|bobologie)
    (conséquences|effets|impacts?|dégâts|répercussions|dommages|désagréments) ~ (limité*|minime*|
        négligeable*|mineur*|modeste*|contenu*|faible*|mesuré*|insignifiant*)
    (quelques (petit* )?(heures|minutes|instants|clients|personnes|cas)) (seulement|à peine|tout au plus|au
        plus|isolé*)
    (que (quelques|peu|très peu|une poignée|une minorité|de rares|# ?%))

usual.minimise
    unless (n'est pas|n'etait pas|ne sont pas|n'a rien d'|n'est ni|pas un|pas une|si (petit*|minime*|
        mineur*|leger*|simple*)|meme (petit*|minime*|leger*))
    (un|une|ce|cette|ces|quelques|de|d'un|d'une|le|la) (simple*|petit*|léger*|légère*|mineur*|banal*|
        minuscule*|infime*|modeste*|bref|brève|court*|vulgaire) (souci*|incident*|problème*|désagrément*|
        panne*|retard*|gêne*|contretemps|perturbation*|dysfonctionnement*|inconvénient*|erreur*|bug*|couac*|
        coupure*|accroc*|anomalie*|pépin*|aléa*|imprévu*|défaut*|cafouillage*|fuite*|détail*|décalage*|
        faille*)
    (incident|problème|souci|retard|désagrément|panne|coupure|défaut|anomalie|fuite|impact|gêne|
        dysfonctionnement|perturbation*|conséquences?|erreur) ~ (est |était |reste |sont |demeure )?(tout à
        fait |très |somme toute |relativement |plutôt |vraiment |totalement )?(mineur*|bénin*|anodin*|
        minime*|négligeable*|insignifiant*|sans gravité|dérisoire*|sans importance|infime*|anecdotique*|
        limité* et|peu de chose|très limité*|isolé*)
    (purement (esthétique*|cosmétique*|théorique*|symbolique*|formel*|passag*)|petit coup de mou|
        cafouillage|couac|hoquet|ne nui(t|sent) (en rien|pas)|sans gravité|rien de (bien |très |
        vraiment )?(grave|méchant|dramatique|sérieux|catastrophique)|pas (de quoi|bien grave|très grave|si
        grave|la fin du monde|un drame|dramatique|la mer à boire|grand-chose|de panique)|c'est peu de chose|
        trois fois rien|tempête dans un verre|ce n'est rien|n'exagérons rien|il y a (bien )?pire|cela aurait
        pu être pire|ça aurait pu être pire|ça arrive à tout le monde|ce sont des choses qui arrivent)
    (il ne s'agit|ce n'est|il ne s'agissait|ce n'était|il n'y a eu|il n'y a|ne concerne|ne concernent|ne
        touche|n'a concerné|n'affecte|n'a touché|n'a duré) (que|qu'*) ~ (simple*|petit*|quelques|un* |d'un*|
        seul*|minorité|fraction|poignée|nombre|partie|# )
    (seul*|seulement|à peine|uniquement|tout juste) (quelques|une (poignée|infime|petite|minorité|fraction|
        faible)|un (petit|très petit|faible) (nombre|groupe)|# (%|heures?|minutes|jours|clients))
    (une (infime|petite|toute petite|faible|très faible) (partie|minorité|fraction|proportion|part)|une
        poignée (de|d')|un (très )?(petit|faible) nombre (de|d'))
    (vous|on|tout le monde) (vous en |s'en |l'|en |)?(remettr*|oublier*|survivr*|rir*)
    (quelques|de légers|de petits|de menus|de légères|de petites) (désagréments|inconvénients|soucis|
        perturbations|lenteurs|retards|tracas|ralentissements)

usual.dismiss
    unless @honest
    (inquiétude*|crainte*|peur*|émotion|préoccupation*|angoisse*|réaction*) ~ (excessi*|exagéré*|infondé*|
        injustifié*|irrationnel*|disproportionné*|sans fondement|n'ont pas lieu|n'a pas lieu|démesuré*|
        inutile*)
    (pas d'(inquiétude|affolement|alarme|angoisse|inquiétudes)|pas de (souci*|panique|stress|problème*)|zéro
        (souci|stress|inquiétude)|sans inquiétude|aucun souci|on (gère|maîtrise)|(nous|équipes) (gérons|
        maîtrisons|gèrent|maîtrisent)( tout| la situation)?)

usual.dismiss
    unless (vous avez (le droit|raison|des raisons) (de|d')|si vous|personne ne|n'est pas exagere)
    (pas|aucune|nulle|sans) (d'|de |raison de |lieu de |besoin de |la peine de |utile de )?(s'|
        vous )?(inquiétude|inquiéter|affoler|alarmer|paniquer|dramatiser|s'en faire|inquiétez|tracasser|
        angoisser|soucier)
    (aucune|nulle) raison (de|d') (s'|vous )?(inquiéter|alarmer|affoler|paniquer|avoir peur|craindre|douter|
        se plaindre|vous plaindre)
    (vous n'avez|il n'y a|tu n'as) (absolument |vraiment |donc )?(rien|aucune raison|pas) (à|de) (craindre|
        vous inquiéter|redouter|vous reprocher de|d'inquiétude)
    (ne vous (inquiétez|en faites|tracassez|affolez|faites|souciez|alarmez)|inutile (donc |bien sûr |en
        effet |par conséquent )?de (vous |s')?(inquiéter|affoler|alarmer|paniquer|appeler|nous|téléphoner|
        réclamer)|n'ayez (aucune )?(crainte|peur)|ne dramatisons pas|ne cédons pas|restons sérieux|gardons
        (notre calme|les pieds|la tête froide)|relativisons|il faut relativiser|relativiser|sachons raison
        garder|gardons raison)
    (circulez|dormez|dormir) (, il n'y a rien|sur vos deux oreilles|tranquille*)
    (soyez|restez|rassurez) (tranquille*|sans crainte|zen|serein*|rassuré*|-vous),? (tout|rien|il|nous
        (avons|maîtrisons)|c'est|nos|la situation|votre|ce|aucun*|les)
    (beaucoup de bruit pour rien|faire (tout )?un (plat|drame|fromage)|monter en épingle|psychose|exagér*|on
        en (fait|parle|dit) (beaucoup |un peu |bien |nettement )?trop|simples rumeurs|paranoïa)

usual.minimise
    unless (n'est pas|n'etait pas|ne sont pas)
    (histoire ancienne|de l'histoire ancienne|déjà (oublié*|du passé|derrière nous)|tournons la page|le lot
        (commun|de (tous|tout le monde|chacun))|(pareil|la même chose|logés à la même) ~ (tout le monde|
        partout|chacun)|vous n'êtes pas (le seul|la seule|les seuls) à attendre)
    (sans doute|probablement|peut-être) même pas (dû |pu )?(aperçu*|rendu* compte|remarqué*)
"""

EN = """
@honest
    (not|n't|never|nothing|far from|anything but|no longer|pretend*|isn't|cannot|can't|until|back to|return*
        to|resume*|return of|won't) ~ (usual|normal*|minor|small|hiccup|only|just|business|blip|glitch)

usual.as_usual
    unless @honest
    unless (well|fine|great) (by|with) you
    business as usual
    (as|like) (usual|normal|always|before|ever|though nothing|if nothing|any other day)
    (makes|make|making) (absolutely )?no difference
    (just|same) as (always|before|usual|normal|ever)
    (it's|it is|that's) (all )?(business|work|life|service|operations) as
    (carry|carries|carrying|keep|keeps|continue*|operat*|run*|work*|function*|proceed*|go*|deliver*|trad*|
        remain*|stay*) ~ (as (normal|usual|always|before|planned|ever)|normally|like (normal|clockwork|
        always)|without (interruption|disruption|any change*|a hitch)|smoothly|at full (capacity|speed)|
        uninterrupted|unaffected)
    (everything|all|things|operations|services|service|business) (is|are|remain*|stay*|seem*|continue*) ~
        (fine|normal|under control|on track|running smoothly|in order|well|good|great|the same|unchanged|
        usual|ok|okay)
    (in|under) (perfectly |completely )?normal (conditions|circumstances|working)
    (life|the show|business) (goes|must go|carries|has to go) on
    (all|everything|nothing) (is )?(back )?(quiet|tickety)

usual.no_effect
    unless @honest
    (in no way|not in any way|not in the least|hardly|barely|scarcely) (affect*|impact*|chang*|disrupt*|
        alter*|concern*|touch*)
    (not|won't|never|hardly|barely|n't) (even |really |actually )?(notice|see|feel|sense|experience) (any|a|
        much|the slightest|the) (difference|change|disruption|impact|interruption|effect)
    (without (your|you) (even )?(noticing|knowing|realising|realizing)|invisible to (you|our customers)|
        seamless*|painless*)
    (everything|all|life|work|business|it all) (carries|carry|goes|rolls|ticks) on

usual.no_effect
    only statement news answer
    unless @honest
    unless (contract|rights|price*|cost|refund|fee|fees|penalty|penalties|credit (score|rating|file)|
        password|policy|guarantee|account number|charge*|charged|effect on your (bill|cover|place|score))
    (nothing|nothing at all) (has |is |will |is going to |really |actually )?(change*|changing|different|to
        worry about|to see|serious|to report|will change|major)
    (you )?(won't|will not|should not|shouldn't|wouldn't|will barely|will hardly|may not even|probably
        didn't|may not have|probably won't) (even |really |actually |see|have) ?(notice*|see|feel|
        experience) ?~(any|a|anything|difference|it|change*)?
    (no|zero|without|without any|little or no|minimal|little to no|absolutely no|not any) (impact|effect|
        consequence*|disruption|change*|difference|interruption|cause for (concern|alarm)|big deal)
    (does not|doesn't|do not|don't|did not|didn't|has not|hasn't|will not|won't|not) (really |actually |in
        any way |directly )?(affect|impact|concern|change|involve|affected|impacted|changed) (you|your|our
        (service*|operation*|customer*)|anything|a thing|the way|how)
    (services?|operations|customers|deliveries|orders|business) ~ (is|are|were|was|remain*) (completely |
        totally |entirely |largely |in no way |not )?(unaffected|unchanged|not (affected|impacted))

usual.minimise
    (hardly|not|isn't|wasn't|scarcely) (exactly |really |quite )?(the end of the world|a (tragedy|
        catastrophe|disaster|drama|big deal|matter of life)|so (bad|serious|terrible)|that (bad|serious|
        terrible)|all that (bad|serious))

usual.minimise
    unless @honest
    (slight|minor|small|little|brief|simple|mere|tiny|momentary) (slowdown*|slow-down*|wobble*|hold-up*|
        holdup*|adjustment*|mishap*|wait*|queue*|irritant*|nuisance*|oversight*|slip*|slip-up*|mix-up*|
        lapse*|dip*|pause*|stutter*)
    (par for the course|part of life|part of the (job|business|trade)|nothing (out of the ordinary|unusual|
        exceptional|extraordinary|special)|happens (to (everyone|the best)|all the time|every day|
        everywhere|from time to time)|quite (common|normal|usual) in|common in our|inevitable in|a fact of
        life|goes with the territory|comes with the territory|such is life)
    (non-event|non event|storm in a|trifle*|trivialit*|molehill|small beer|small potatoes|drop in the ocean|
        footnote|mere detail|technicality)
    (consequences|effects?|impacts?|damage|repercussions|disruption|inconvenience) ~ (limited|minimal|minor|
        negligible|modest|contained|slight|small|insignificant)
    limited (consequences|impact|effect*|damage|disruption|inconvenience|scope)
    (a few|few|a couple of|two or three) (hours|minutes|moments|customers|people|cases) (only|at most|at
        worst|or so at most|here and there)
    lasted (only|just|barely|no more than|less than)

usual.minimise
    unless (not|isn't|wasn't|no|never|nothing about|far from|however (small|minor)|even (a |if )?(small|
        minor|short|brief)) ~ (minor|small|slight|little|hiccup*|glitch|only|just|blip|trivial|
        inconvenience)
    (minor|small|slight|little|tiny|brief|trivial|simple|mere|temporary little|short-lived|modest|wee|quick)
        (little )?(issue*|incident*|problem*|inconvenience*|hiccup*|glitch*|delay*|disruption*|outage*|
        setback*|hitch*|mishap*|bump*|error*|blip*|snag*|interruption*|breach*|fault*|mix-up*|irritation*|
        annoyance*|leak*|defect*|wobble*|matter*)
    (purely (cosmetic|theoretical|technical|temporary)|merely cosmetic|a (bit|touch|spot|case) of
        (a )?(wobble|bother|trouble|hiccup|inconvenience|turbulence)|nothing dramatic|made (rather |far |a
        bit |a little )?too much of|teething (problem*|issue*)|blip|glitch|snag|bump in the road|storm in a
        teacup|no big deal|not a big deal|not the end of the world|nothing (too )?(serious|major|dramatic|to
        worry about)|no harm done|could (have been|be) (much |far |a lot )?worse|these things (do )?happen|
        one of those things|fuss about nothing|much ado|blown out of proportion|overblown|overreact*|media
        hype|hype)
    (it|this|that|which|there) (is|was|were|'s) (only|just|merely|simply|nothing (more|but)) (an? |#|for|
        the|some)
    (only|just|merely) (an? )?(very |relatively |extremely )?(small|few|tiny|handful|fraction|minority|
        limited|brief|short|temporary|minor|slight|
        #(%| %| percent| hours?| minutes| customers| people| days))
    (an? )?(tiny|very small|small|minuscule|negligible|insignificant|minute|mere|limited|relatively small)
        (number|fraction|minority|percentage|proportion|portion|subset|handful|share) of
    (only|just) a (handful|few|fraction|minority|couple)
    (impact|risk|effect|issue|incident|problem|delay*|inconvenience|disruption|damage|breach|outage|fault) ~
        (is|was|are|were|remain*|will be|has been|being) (very |extremely |relatively |quite |fairly |
        totally |really |pretty )?(minor|minimal|negligible|insignificant|trivial|small|slight|limited|
        minuscule|isolated|short-lived|harmless)
    (slightly|a bit|a little|somewhat|a tad) (delayed|late|slower|inconvenien*|affected|disrupted|behind|
        longer)
    any (minor |slight |small )inconvenience

usual.dismiss
    unless @honest
    (concern*|worr*|fear*|anxiety|reaction*|alarm) ~ (excessive|exaggerated|unfounded|unjustified|
        irrational|disproportionate|misplaced|unwarranted|groundless|overblown|needless|unnecessary|out of
        proportion)
    (our (teams|team|people|engineers)( have| has|'ve)? (got this|this under control|it (covered|in hand|
        under control)|everything (covered|in hand|under control))|we've got this|we have this covered|all
        in hand|all under control)

usual.dismiss
    unless (if you|you have every (reason|right)|nobody|easier said|not to worry alone|don't worry alone)
    (no need|no reason|no cause|nothing) (to|for) (worry|panic|be (alarmed|concerned|worried)|alarm|concern|
        fuss|fear|complain|be (afraid|upset|anxious)|call|contact us|worry about)
    (don't|do not|please don't|please do not|try not to|you needn't|you need not|you shouldn't|no point)
        (you )?(worry*|panic*|be (alarmed|concerned|worried|afraid)|fret|overreact|make a fuss|bother|
        stress|worrying|lose sleep|get (carried away|worked up))
    (keep|put) (things |it |this |everything )?in (perspective|proportion)
    (calm down|chill|relax|rest easy|sleep easy|sleep soundly|get over it|not worth worrying|needless worry|
        needlessly worried|worry over nothing|worried over nothing|nothing to fear|let's not (exaggerate|
        dramatise|dramatize|overreact))

usual.minimise
    unless (not|isn't|wasn't|never) ~ (ancient|same|minor|small)
    (ancient history|water under the bridge|all in the past|already forgotten|behind us now|(the )?same for
        everyone|same everywhere|everyone's in the same|everybody has to wait|you're not the only one
        waiting|you are not the only one waiting|gremlin*|nothing to see here)
    (probably|likely) (never|didn't) (even )?(notice*|realis*|realiz*|spot*)
"""
