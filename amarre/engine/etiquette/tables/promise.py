"""Phrases of the family promise, in the notation of `..table`."""

FR = """
@modest
    (ne|n'*) ~ (pouvons|pouvez|peut|peux|saurions|saurait|voulons|souhaitons|pourrons|puis) ~ (garanti*|
        promett*|promet|assur*|affirm*|certifi*|jur*|dire)
    (sans|ni) ~ (garanti*|promett*|promesse*|promettre)
    (aucun*|nul*|personne|rien) ~ (n'est|ne sont|ne peut|n'a) ~ (a l'abri|infaillible|garanti*|parfait*|
        promett*)
    (impossible|trop tot|difficile|imprudent|malhonnete) (de|d'|pour) ~ (garanti*|promett*|promet|assur*|
        affirm*|dire)
    (ne|n'*) (vous )?(promettons|garantissons|promets|garantis|assurons|jurons) (pas|rien|aucun*)

@modest-2
    (objectif|esperons|esperer|viser|visons|prevoyons|prevu*|estim*|devrait|devraient|souhaitons|cherch*|
        possible|possibles|efforcons|si tout)

promise.guarantee
    unless @modest
    unless @modest-2
    (retour|reprise|livraison*|remise en service|rétablissement|réouverture|résolution|disponibilité) ~
        (assuré*|garanti*|acquis*|certain*|confirmé* quoi) (pour|dès|d'ici|sous|lundi|demain|à 100)
    (engageons|engage|engageons-nous) (à ce (que|qu'*)|formellement|solennellement|fermement|sans réserve|
        personnellement à ce)
    engagement (ferme|formel|solennel|absolu|total|irrévocable|sans (faille|réserve))
    (sans (faute|faillir|exception)|dur comme fer|par tous les moyens|coûte que coûte|contre vents et
        marées|la main sur le coeur|rubis sur l'ongle|comptez sur nous, (tout|vous|rien))

promise.guarantee
    unless @modest
    unless @modest-2
    unless (tenir|tiendrons|tenons|tiendra|tiendrai) ~ (informe*|au courant|parole)
    unless (vous repondre|transparen*|honnete*|prevenir|donner des nouvelles|vous dire)
    (nous|je|on) (vous )?(le )?(garantissons|garantis|garantit|promettons|promets|promet|certifions|
        certifie|jurons|jure)( tous| à tous)?( formellement| solennellement| fermement)? (que|qu'*|à|la|le|
        les|l'*|une|un|de|des|d'*|votre|vos|aucun*|zéro|:|:)
    (nous|je) (vous )?(donnons|donne|avons|engageons|prenons) (notre|ma|l'|ici l') ?(parole|garantie|
        engagement (ferme|absolu|solennel|formel)|assurance (absolue|totale|formelle))
    (nous|je) (vous )?(en faisons|fais|faisons) (la|une|cette) (promesse|serment)
    (c'est|voici|telle est|c'est là) (une|notre|la) (promesse|garantie|certitude)
    (soyez|sois|soyons|restez) (bien |absolument |totalement |entièrement )?(assuré*|certain*|sûr*|
        persuadé*|convaincu*) (que|qu'*) ~ (sera*|seront|arriver*|recevr*|aurez|fonctionner*|sont (en
        sécurité|protégé*|à l'abri)|est (totalement|parfaitement|entièrement|absolument|sûr*|sans)|ne (sera|
        seront|subir*|risqu*|manquer*|connaîtr*)|livr*|rétabli*|résol*|retrouver*|reprendr*|n'aurez|pourrez)
    (nous|je) (vous )?(assurons|assure) (que|qu'*) ~ (sera*|seront|arriver*|recevr*|aurez|ne (sera|seront|
        subir*|manquer*|se)|livr* (à temps|demain)|aucun*|n'aura|n'aurez|est (totalement|parfaitement|
        entièrement|absolument|sans)|sont (totalement|parfaitement|entièrement|absolument|sans))
    (vous pouvez|tu peux) (compter sur|être (sûr*|certain*|assuré*)|avoir la certitude|dormir|nous faire
        (une )?(totale )?confiance) ~ (sera*|seront|arriver*|recevr*|aurez|livr* (à temps|demain|sans)|quoi
        qu'il|à 100|les yeux fermés|temps et en heure|aucun*|tranquille*)
    (sans (faute|faille|aucun doute|le moindre doute|aucune exception)|à coup sûr|coûte que coûte|quoi qu'il
        (arrive|advienne|en coûte)|en toutes circonstances|sans l'ombre d'un doute|absolument certain*|c'est
        certain|c'est garanti|garanti*( à)? 100|foi de|parole de)
    (garanti*|assuré*|promis) ~ (quoi qu'il|sans exception|à 100 ?%|dans tous les cas|sans délai|à tous nos
        clients|juré)
    (livraison*|délai*|résultat*|service*|remboursement*|disponibilité|continuité|sécurité|rétablissement|
        qualité) ~ (est|sont|sera|seront|reste*) (totalement |pleinement |entièrement |
        absolument )?(garanti*|assuré* à|certain*)
    (nous (serons|resterons)) ~ (toujours (là|ouverts?|disponibles?|en mesure)|jamais (fermés?|en rupture|
        interrompu*)) ~ (quoi|pour|jour)
    (nous nous y engageons|nous y veillerons personnellement|nous nous (en )?portons garants?|nous en
        répondons|promis,? juré|c'est promis|vous avez (notre|ma) (parole|promesse|garantie)|c'est (sûr|
        certain|absolument certain|assuré|garanti)( et certain)?|sûr et certain|sans (aucun )?(problème|
        souci), (vous|votre|ce|tout)|comptez (dessus|sur nous pour que)|(notre|ma) parole (d'honneur|est)|
        les yeux fermés)
    (tout|le problème|l'incident|la panne|la situation) (sera|va être) ~ (entièrement |totalement |
        définitivement |complètement |parfaitement )(résolu*|réglé*|réparé*|rétabli*|corrigé*|oublié*|
        terminé*)

promise.never_again
    unless (pour (que|qu')|afin (que|qu')|eviter (que|qu')|objectif|esper*|souhait*|tout (faire|mettre)|
        possible|faisons tout|travaillons)
    unless (ne|n'*) (pouvons|peut|pouvez|peux|promettons|garantissons) ~ (promett*|garanti*|assur*|pas)
    (ne|n'*) (se |s')?(re)?(produir*|arriver*|passer*|aura lieu|auront lieu|viendr*|connaîtr*|verr*|viv*|
        subir*|renouveler*|produis*|arriv*) ~ (plus( jamais)?|jamais( plus)?)
    (plus jamais|jamais plus) ~ (ça|cela|une telle|un tel|pareil*|d'incident|de panne|de retard|se
        (re)?produir*|arriv*|incident|problème)
    (c'est|ce sera|c'était|ce fut|voici) la dernière fois
    (ne (se )?(re)?produ*|n'arriv*|ne se renouvel*|ne se répèt*|ne se reproduis*) ~ plus( jamais)?
    (ne|n'*) (connaîtrez|aurez|subirez|verrez|rencontrerez|vivrez) (plus|jamais|plus jamais) ~ (coupure*|
        panne*|retard*|incident*|problème*|rupture*|défaut*|fuite*|interruption*|ça|désagrément*|tel*)

promise.certain_date
    unless @modest
    unless @modest-2
    unless (ou plus tot|au plus tard|probable*|environ|vers|rembourse*)
    (sera|seront|serez|aura|aurez|recevrez|arrivera|arriveront|reprendra|reprendront|retrouverez|rouvrir*|
        rouvrons) ~ (au plus tard|sans faute|avec certitude|impérativement|à coup sûr|de façon certaine|sans
        exception|demain sans|quoi qu'il)
    (tout|service*|situation|réseau|électricité|courant|eau|ligne*|trafic|site|application|livraison*|
        stock*) ~ (sera|seront|va être|vont être|fonctionner*|reprendr*|rentrer*|reviendr*) ~ (rétabli*|
        résolu*|réglé*|normal|à la normale|dans l'ordre|réparé*|terminé*|disponible*|opérationnel*|
        normalement) ~ (dès demain|demain matin|dès ce soir|ce soir|d'ici (ce soir|demain|une heure|quelques
        heures|# heures|# minutes|la fin de (la )?(journée|semaine))|dans (l'heure|les (prochaines )?heures|
        la journée|# heures|# minutes|les # heures)|avant (ce soir|demain|midi|# ?h*|la fin de
        (la )?(journée|semaine))|très (vite|rapidement))
    (d'ici (ce soir|demain|# heures)|dès demain|demain|avant ce soir|dans # heures),? (tout|le service|la
        situation|l'eau|le courant|vos|votre|le problème) ~ (sera|seront|aura|fonctionner*|rentrer*)

promise.total
    unless @modest
    unless @modest-2
    (ne|n'*) (perdr*|paier*|manquer*|subir*|souffrir*|attendr*) (pas |plus )?(un (seul )?(euro|centime|jour|
        instant|client)|une (seule )?(minute|seconde|coupure|journée|donnée)|aucun*|rien|jamais)
    (ne (court|courez|courent|risque*|représente*|présente*)) (plus |absolument |désormais )?(aucun*|pas le
        moindre|nul) (risque*|danger*|péril)
    (hors de (tout )?danger|à l'abri de tout|sans (aucun|le moindre) (danger|risque|doute|accroc|retard)|
        infaillible*|inviolable*|inattaquable*|insubmersible*|à toute épreuve|imprenable*|irréprochable*)
    (plus aucun*|aucun*|pas une seule|pas un seul) (autre |nouve* )?(panne*|coupure*|incident*|retard*|
        interruption*|rupture*|problème*|défaut*|fuite*) ~ (n'aura|ne (sera|surviendr*|se|viendr*|
        survienne)|n'est|n'arriver*|à craindre|cet hiver|à l'avenir)

promise.total
    unless @modest
    unless (penalite*|frais|resili* sans|(pour|afin de|chercher a|tenter de|si vous) ~ (sans|aucun)|ne
        prenez|prendre)
    unless sans risque (de|d') (penalite*|frais|perdre)
    (zéro|aucun|sans aucun|sans|pas le moindre|nul|plus aucun|sans le moindre) (risque*|danger*|retard*|
        interruption*|coupure*|panne*|défaut*|faille*|rupture*)( de| d'| pour| n'| possible| ne| à|.|,)
    (100|cent) ?% (sûr*|fiable*|sécurisé*|sans|garanti*|protégé*|efficace*|certain*|opérationnel*|sain*)
    (sûr*|fiable*|sécurisé*|protégé*|efficace*|garanti*|certain*|maîtrisé*) à (100|cent) ?%
    (totalement|parfaitement|entièrement|absolument|complètement|pleinement|intégralement) (sûr*|sécurisé*|
        en sécurité|protégé*|à l'abri|fiable*|sans (risque|danger)|inoffensi*|maîtrisé*|invulnérable*|hors
        de danger)
    (en )?(totale|parfaite|pleine|absolue) sécurité
    (aucun|plus aucun|plus un) (pirate|intrus|hacker|tiers|virus|incident|retard|client|voleur) ~ (ne
        (pourra|peut|sera|aura|viendra|manquer*|se)|n'(aura|est|y))
    (vous ne (risquez|courez|manquerez|subirez|perdrez|aurez|serez) (rien|aucun*|de rien|jamais|pas le
        moindre)|rien (ne peut|ne pourra|ne vous) ~ (arriver|atteindre|manquer*|arriver*))
    (ne|n'*) ~ (jamais|en aucun cas|sous aucun prétexte) ~ (interromp*|interrompu*|coup*|fermé*|en rupture|
        tomb* en panne|en retard|manqu*|défaillant*|compromis*|piraté*)
    (personne|aucun (client|utilisateur|de nos clients|patient)|tous nos clients|tout le monde|chacun) (ne |
        n'|)?(sera|seront|aura|manquera|recevra|recevront|retrouvera|restera) (oublié*|laissé*|servi*|
        livré*|lésé*|privé*|satisfait*|de rien|à temps)
"""

EN = """
@modest
    (cannot|can't|can not|couldn't|won't|will not|not|n't|unable to|never|nobody can|no one can|would not|
        wouldn't) ~ (guarantee*|promis*|assur*|certain|certainty|swear|say|rule|safe|no risk|no danger)

promise.guarantee
    unless @modest
    (return|recovery|delivery|reopening|service|resumption|restoration|repair) ~ (is|are) (assured|
        guaranteed|certain|confirmed come) (for|by|on|to|within|from)
    (firm|solemn|absolute|unconditional|cast-iron|ironclad|rock-solid|total|personal) (commitment|promise|
        guarantee|pledge|undertaking|assurance)
    commit* (ourselves )?to (ensuring|making sure|seeing|guaranteeing) (that )?~ (no |never|every|all|will|
        not)
    (hold us to (that|it|this)|hand on heart|rain or shine|through thick and thin|failure is not an option|
        you can bet|mark my words|trust us,|trust me,|without (fail|exception)|every single (one of you|
        customer|time|order))

promise.guarantee
    unless (cannot|can't|can not|couldn't|won't|will not|do not|don't|unable to|never|nobody can|no one can|
        would not|wouldn't|refuse to|impossible to|too (early|soon) to|wrong to|dishonest to|without|not) ~
        (guarantee*|promis*|assur*|certain|certainty|swear)
    unless (keep you (informed|posted|updated|up to date)|tell you|be honest|let you know|write to you|the
        truth|warranty|under guarantee|product guarantee|money-back guarantee|as a promise|not a promise)
    unless (hope*|aim*|trying|try) ~ will
    (we|i)( can| do| will|'ll| would like to| hereby| fully| absolutely| personally| solemnly)? (guarantee|
        promise|swear|vow|pledge|warrant)( you| everyone| all| to you| all of you| our customers)? ?(that|
        to|a|the|your|you|no|every|full|we|there|it|all|everything|this|next|delivery)?
    (you have|i give you|we give you|giving you|here is|this is|it's|that's|that is) (our|my|a) (word|
        promise|guarantee|solemn|pledge|absolute guarantee)
    (rest|be|rests|please be|you can be|you may be|feel|remain) (fully |completely |totally |
        absolutely )?(assured|certain|sure|confident|guaranteed) ~ (will|won't|is (completely|totally|fully|
        perfectly|100|absolutely|safe)|are (completely|totally|fully|perfectly|100|absolutely|safe|secure)|
        never|cannot|can't|'ll|nothing)
    (we|i)( can)? assure (you|everyone|all our customers) ~ (will be|will not|won't|is (completely|totally|
        fully|perfectly|100|absolutely)|are (completely|totally|fully|perfectly|100|absolutely)|never|no |
        will arrive|will get|will receive|will have|nothing)
    (you can|you may) (count on|rely on|be sure|bank on|trust) ~ (will|arriv*|on time|always|no matter|
        never|every time|delivery|100|blindly)
    (without (fail|a doubt|exception|question)|no matter what|whatever (happens|it takes|the circumstances)|
        come what may|beyond (any )?doubt|under (any|all) circumstances|for certain|guaranteed|mark our
        words|no ifs|no ifs or buts|once and for all|there is no doubt|there's no doubt|no doubt about it)
    (we|our (team|service|doors|staff|lines)) (will|'ll) (always|never|definitely|certainly|undoubtedly|
        absolutely|surely) (be|have|deliver|remain|get|run|fail|stop|close|let|arrive|resolve|fix|restore|
        receive|work|make)
    (will|'ll) (definitely|certainly|undoubtedly|absolutely|surely|positively|for sure) (be|have|get|
        receive|arrive|return|resume|restore|happen|reopen|work|come|not|see|make)
    (everything|the (problem|issue|fault|situation|matter)|all (problems|issues)) (will|'ll|is going to) be
        (fully |completely |totally |entirely |permanently |all )?(fixed|solved|resolved|sorted|repaired|
        perfect|forgotten|settled)

promise.never_again
    unless (so that|to make sure|to ensure|to try|to help|hope*|cannot (promise|guarantee|say)|can't
        (promise|guarantee|say)|aim*|working to|reduce|less likely|all we can|everything we can|want to|
        would (love|like)|do not want|don't want|should never have)
    unless (never (ask|call|email|request|share|forget|charge|pressure))
    (never|not ever|won't ever|will never|can never|could never) ~ (happen*|occur*|again|repeat*|experience|
        see|go through|face)( again)?
    (won't|will not|'ll not|cannot|can't|not going to) ~ (happen|occur|be repeated|recur|repeat
        itself) ?(again|a second time|ever)?
    (this|that|it) (is|was|will be) the last time

promise.certain_date
    unless (cannot|can't|can not|couldn't|won't|will not|not|don't|unable to|never|nobody can|no one can|
        would not|wouldn't|refuse to|impossible to|too (early|soon) to|wrong to|dishonest to|without) ~
        (guarantee*|promis*|assur*|certain|certainty|swear|say)
    unless (aim*|hope*|hoping|expect*|plan|plans|planning|should|estimate*|target*|try|trying|intend|
        possible|so that|to make sure|to help|working to|less likely|best to|all we can|everything we can|
        our best|if all goes)
    (will|'ll) ~ (be (back|restored|fixed|resolved|delivered|repaired|running|available|working|open|normal|
        completed|sorted|with you|in your hands)|resume|arrive|return|reopen|receive|get|have) ~ (tomorrow|
        tonight|by (tonight|tomorrow|noon|midnight|the end of (the )?(today|day|week)|this evening|monday|
        tuesday|wednesday|thursday|friday|saturday|sunday|#)|within (the hour|#|hours|a few hours|minutes)|
        in # (hours|minutes)|in no time|very soon|shortly) ~ (without fail|guaranteed|no matter|at the
        (very )?latest|for sure|definitely|come what may)
    (everything|power|water|service*|the (site|app|network|system*|line*|supply|fault|problem|issue)|all
        (services|systems|flights|trains|deliveries)) (will|'ll) (all )?be (fully |completely |all )?(back|
        restored|fixed|resolved|repaired|running|available|working|normal|sorted|up and running) ~
        (tomorrow|tonight|by (tonight|tomorrow|noon|midnight|the end of (the )?(today|day|week)|this
        evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|#)|within (the hour|#|hours|a few
        hours|minutes)|in # (hours|minutes)|in no time|very soon)
    (by|before|within) (tonight|tomorrow|the hour|noon|midnight|the end of (the )?(day|week)|# hours),
        (everything|all|power|water|service*|the|your) ~ will

promise.total
    unless @modest
    (lose|pay|miss|suffer|wait) (not )?(a single|one single|a|even one|even a) (penny|cent|pound|euro|day|
        minute|second|byte|record)
    (no longer (in|at) any|in no|not in any|pose* no|present* no|carry no|free (of|from) (any|all)|out of
        (all|any)) (conceivable |possible |further )?(danger|risk|harm|threat)
    (no danger|no risk|no harm) whatsoever|(infallible|impregnable|unbreakable|unassailable|ironclad|beyond
        reach)
    (no (more|further|other|new)|not (a single|one more|another)) (outage*|cut*|delay*|incident*|
        interruption*|breakdown*|problem*|failure*|shortage*|leak*|defect*) ~ (winter|ever|again|future|this
        year|from now on|happen|occur|will be|guaranteed)

promise.total
    unless (cannot|can't|not|n't|nobody can|no one can|never|isn't|aren't) ~ (no risk|no danger|zero|risk|
        danger|guarantee*|promis*|say|certain|safe|secure|sure|assure|rule|100)
    unless (ask (you|for)|password|pin|fee|fees|penalt*|charge*|if|until|at no risk of)
    (no|zero|without any|not the slightest|absolutely no|no possible|no conceivable) (risk|danger|threat|
        chance|possibility)
    (100 ?%|100 ?percent|one hundred percent|completely|totally|perfectly|absolutely|fully|entirely|utterly)
        (safe|secure|protected|reliable|certain|guaranteed|risk-free|harmless|out of danger|bulletproof|
        sure|effective|uninterrupted|foolproof|in control|under control)
    (risk-free|bulletproof|foolproof|fail-safe|failsafe|unhackable|watertight|infallible)
    (you|customers|your data|your money|your account|your information|no one|nobody|no customer|everyone|
        everybody|every customer) ~ (will never|won't ever|cannot possibly|can't possibly|could never|will
        always) ~ (lose|be|have|run|see|experience|miss|suffer|wait|go|anything|a|fall)
    (nothing|no one|nobody|no (hacker|intruder|customer|criminal|thief|one)) (can|could|will) (ever |
        possibly )?(be able to|go wrong|happen to|harm|stop us|reach|touch|break|be (left|forgotten)|access|
        get (in|at|to))
    (100 ?%|dead|absolutely) (certain|sure)
    (there will be|you will (have|experience|see|face)|you'll (have|experience|see|face)) (absolutely )?(no|
        zero) (delay*|interruption*|disruption*|outage*|shortage*|problem*|further)
"""
